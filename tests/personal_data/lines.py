"""Writes lines.jsonl: lines with personal data in every written form of disclosure.md, and clean lines that look like
them. Every number is an official test number, one reserved for fiction, or can't exist. Run it to make the file anew."""
import json,random
random.seed(7)
out=[]
def luhn(s9):
    t=0
    for i,c in enumerate(s9):
        d=int(c)*(2 if i%2==0 else 1); t+=d//10+d%10
    return str((10-t%10)%10)
def pnr(y=None,co=False):
    y=y or random.randint(1930,2015); m=random.randint(1,12); d=random.randint(1,28)
    if co: d+=60
    b=f"{y%100:02}{m:02}{d:02}23{random.randint(80,99)}"[:9]
    return y,b+luhn(b)
def add(label,fam,text,typ=None,val=None,soft=False):
    sp=[]
    if val is not None:
        i=text.index(val); sp=[{"type":typ,"byte_start":len(text[:i].encode()),"byte_end":len(text[:i+len(val)].encode()),"text":val}]
    o={"id":str(len(out)),"label":label,"family":fam,"text":text,"spans":sp}
    if soft:o["soft"]=True
    out.append(o)
ctx=["Se {} i akten.","Barnet ({}) bytte skola.","Enligt anteckningen {} gavs avslag.","| Namn | {} | ja |","Personnummer: {}","{}","Ärendet rör {}, som överklagade.","pnr {}","Journal för {}:","\"{}\"","Skickat till {}.","*{}*","se [{}]","Kontaktades den 3 maj, {} svarade inte.","fil_{}.pdf"]
seps=["-"," ","+","/",".","\u2013","\u2014","\u2212","\u2010","\u2011","\u00a0","\u2009","\u202f","\u00ad","\u200b","\ufeff","&#45;","&nbsp;","&shy;","&ndash;","&minus;"," - "," – "]
for co in (False,True):
    t="samordningsnummer" if co else "personnummer"
    for _ in range(8):
        y,p=pnr(co=co)
        for f in [p,str(y//100)+p]:
            v=f; add("leak",t+"/ihop",random.choice(ctx).format(v),t,v)
            s=random.choice(seps); v=f[:-4]+s+f[-4:]; add("leak",t+"/sep "+repr(s),random.choice(ctx).format(v),t,v)
            d=f[:-4]; parts=([d[:4],d[4:6],d[6:]] if len(d)==8 else [d[:2],d[2:4],d[4:]])
            for s2 in ["-"," ",".","/"]:
                v=s2.join(parts)+random.choice(["-"," ","+"])+f[-4:]; add("leak",t+"/datum",random.choice(ctx).format(v),t,v)
            v=f[:-4]+"-\n"+f[-4:]; add("leak",t+"/rad",f"Se {v} i akten.",t,v)
            k=random.randint(2,len(f)-2); v=f[:k]+"\n"+f[k:]; add("leak",t+"/rad2",f"Se {v} i akten.",t,v)
            v="**"+f[:-4]+"**-"+f[-4:]; add("leak",t+"/fet",random.choice(ctx[:-1]).format(v),t,v)
            v="".join(chr(0xff10+int(c)) for c in f); add("leak",t+"/fullbredd",random.choice(ctx).format(v),t,v)
            v="".join(f"&#{48+int(c)};" for c in f); add("leak",t+"/entitet",f"Se {v} här.",t,v)
            v="\u200b".join(f); add("leak",t+"/nollbredd",f"Se {v} här.",t,v)
        bad=p[:-1]+str((int(p[-1])+1)%10)
        for cue in ["personnummer {}","Pnr: {}","pnr {}","född {}","id {}","ID: {}","personnr {}","person nr {}","Personnumret är {}","p.nr {}", "Hans personnummer ({}) stod"]:
            v=bad[:6]+"-"+bad[6:]; add("leak",t+"/fel",cue.format(v),t,v)
for _ in range(8):
    y,p=pnr(); L=random.choice("TRSUWXJKLMN"); n=f"{random.randint(0,999):03}"
    for v in [p[:6]+"-"+L+n, f"{y//100}"+p[:6]+"-"+L+n, p[:6]+L+n, p[:6]+"+"+L+n, p[:6]+" "+L+n, p[:6]+"–"+L+n, f"{y}-{p[2:4]}-{p[4:6]}-{L}{n}"]:
        add("leak","interim",random.choice(ctx).format(v),"interimsnummer",v)
# phones
def mob(): return f"070174{random.randint(605,699):04}"[:10]
for _ in range(8):
    m="0701740"+str(random.randint(605,699))
    forms=[m,m[:3]+"-"+m[3:],m[:3]+"-"+m[3:6]+" "+m[6:8]+" "+m[8:],m[:3]+" "+m[3:6]+" "+m[6:8]+" "+m[8:],"+46"+m[1:],"+46 "+m[1:3]+" "+m[3:6]+" "+m[6:8]+" "+m[8:],"0046"+m[1:],"0046 "+m[1:3]+"-"+m[3:],"+46 (0)"+m[1:3]+"-"+m[3:],"+46(0)"+m[1:],m[:4]+"-"+m[4:6]+" "+m[6:8]+" "+m[8:],m[:3]+"/"+m[3:],m[:3]+"."+m[3:6]+"."+m[6:8]+"."+m[8:],m[:3]+"–"+m[3:],m[:3]+"\u00a0"+m[3:6]+"\u00a0"+m[6:], "("+m[:3]+") "+m[3:]]
    for v in forms: add("leak","telefon/mobil",random.choice(["Ring {} snarast.","Anhörig nås på {}.","Tel: {}","mobil {}","{}","Nr {} vid frågor","(tel {})","tel:{}","| {} |"]).format(v),"telefon",v)
    a=f"08-465004{random.randint(0,99):02}"; b=f"031-3900{random.randint(600,699)}"; c=f"040-6280{random.randint(400,499)}"; d=f"0980-319{random.randint(200,299)}"
    for v in [a,b,c,d,a.replace("-"," "),b[:3]+" "+b[4:7]+" "+b[7:9]+" "+b[9:],c[:4]+c[4:7]+" "+c[7:9]+" "+c[9:],d[:5]+d[5:8]+" "+d[8:10]+" "+d[10:] ,a[:3]+a[3:6]+" "+a[6:9]+" "+a[9:],"+46 8 "+a[3:6]+" "+a[6:8]+" "+a[8:10]+a[10:],"+46 31 "+b[4:]]:
        add("leak","telefon/fast",random.choice(["Hem: {}","Ring {}.","Han svarar på {} efter lunch.","{}"]).format(v),"telefon",v)
for _ in range(6):
    n=random.choice(["anna.berg","karin_af.kullerstad67","nils-olof","b.b","x+y"]); dm=random.choice(["example.com","skola.test","mejl.example","post.kommun.example"])
    forms=[f"{n}@{dm}",f"{n} (at) {dm}",f"{n}(at){dm}",f"{n}[at]{dm}",f"{n} [at] {dm}",f"{n} snabel-a {dm}",f"{n} snabela {dm}",f"{n}[@]{dm}",f"{n} @ {dm}",f"{n} at {dm}",f"{n}(@){dm}",f"{n}&#64;{dm}",f"{n}(a){dm}",f"{n} (snabel-a) {dm}",f"{n} (at) {dm.replace('.',' (dot) ')}",f"{n} snabel-a {dm.replace('.',' punkt ')}",f"{n}＠{dm}"]
    for v in forms: add("leak","epost",random.choice(["Skriv till {} i stället.","mailto:{}","<{}> skrev:","Mejl: {}","{}"]).format(v),"epost",v)
streets=["Fiktionsvägen","Påhittsgatan","Exempelstigen","Låtsasgränden","Testtorget","Norra Fiktionsgatan","Sagogränd","Kungens väg","Lilla torg","Drömallén","Hittepåbacken","Exempelkajen"]
for s in streets:
    for num in ["12","12 B","101 A","3b","7-9","12 lgh 1101","12, lgh 1203","5 A lgh 1001","12 B, 999 30 Exempelstad","7, 992 97 Exempelstad","7, 99297 EXEMPELSTAD","7, SE-992 97 Exempelstad","4 nb","4, 2 tr, 999 30 Exempelstad"]:
        v=s+" "+num; add("leak","adress",random.choice(["Brukaren bor på {}.","Larmet gällde {} på natten.","Adress: {}","{}","Hembesök på {} genomfördes."]).format(v),"adress",v)
for v in ["c/o Alvemarsson, Fiktionsvägen 3","C/O Berg","Box 123, 999 30 Exempelstad","999 30 Exempelstad","SE-999 30 Exempelstad","999 30 EXEMPELSTAD"]: add("leak","adress",f"Adressen är {v}.","adress",v)
for v,t in [("SE57 0000 3748 6257 0292 9611","iban"),("SE5700003748625702929611","iban"),("GB82 WEST 1234 5698 7654 32","iban"),("DE89370400440532013000","iban"),("NO93 8601 1117 947","iban"),("plusgiro 19 74 46-0","plusgiro"),("PG 19 74 46-0","plusgiro"),("pg: 197446-0","plusgiro"),("postgiro 4 15-2","plusgiro"),("bankgiro 123-4567","bankgiro"),("bg 5050-1055","bankgiro"),("BG: 50501055","bankgiro"),("Bankgironummer 5050-1055","bankgiro"),("plusgironr 19 74 46-0","plusgiro")]:
    for c in ["Betala till {} senast fredag.","{}","Utbetalning skedde till {}."]: add("leak","konto",c.format(v),t,v)
for c,v in [("Kontonummer: {}","8327-9, 123 456 789-0"),("clearingnr 8327-9 konto {}","933 222 111-0"),("Hans kontonummer är {}.","0917-3, 966 363 220-5"),("Bankkonto {}","9020 123 456 78"),("Bankkonto (clearing och konto): {}","0278-2, 519 249 312-8"),("clearing 6000, kontonr {}","123456789"),("Lönekonto: {}","3300-7101012380"),("konto {}","5000-12 345 67")]:
    add("leak","konto/clearing",c.format(v),"konto",v)
for v in ["198.51.100.7","198.51.100.214","2001:db8::1","2001:0db8:85a3:0000:0000:8a2e:0370:7334","fe80::1"]:
    for c in ["Inloggning från {} kl. 02.14.","ip {}","({})","Adressen {} spärrades"]: add("leak","ip",c.format(v),"ip",v)
for v in ["MLB 508","MLB508","MLB 57A","MLB57A","MLB-084","ABD 12K"]:
    for c in ["Bilen med reg.nr {} stod där.","Fordonet ({}) användes.","{} stod parkerad utanför.","regnr {}","Registreringsnummer: {}","Han körde {} hem."]: add("leak","fordon",c.format(v),"fordon",v)
names=["Cajsa Sjöflodin","Ragnhild af Kullerstad","Astrid Alvemarsson","Nils-Olof Bergqvist","Mohammed Al-Rashidi","Fatima Nur Hassan","Per von Essenlund","K. Sjöflodin","Anna-Karin de Verdier","Åsa Östmark","Zlatko Novakovich","Li Wei","Ali","Erik","J.P. Sjöflodin","Örjan Ek"]
for n in names:
    for c in ["Klagomålet riktas mot kollegan {}.","Rektor {} beslutade.","vårdnadshavaren {} har diagnos.","Handläggare: {}","Namn: {}","/s/ {}","journalen för {} saknades.","Enhetschef {} svarade inte.","Jag fick höra av klasskamraten {} att det hänt.","undersköterskan {} loggade in","Kontaktperson: {}","Brukaren {} bor ensam.","mamman {} ringde","Undertecknad: {}","Läraren {} kom sent.","socialsekreterare {}","eleven {}s mamma","chefen, {}, sa nej", "Doktor {} skrev intyget","patienten {} avled", "Beslutet fattades av biträdande rektor {}", "Utredningen av {} lades ned"]:
        add("leak","namn/titel",c.format(n),"namn",n)
for v in ["Jag som är enda kurator på Lindängsskolan","Som ensam man i arbetsgruppen","I min roll som verksamhetsutvecklare","jag är den enda rullstolsburna på enheten","Vi är bara två på avdelningen","som enda psykolog i kommunen","Eftersom jag är ensam sjuksköterska här","Jag är den enda kvinnan i gruppen","som den enda mannen på förskolan", "i egenskap av kommunens enda arkivarie vill jag"]:
    add("leak","utpekande",v+" svarar jag nej.","utpekande",v)
for t,v in [("Flickan har skyddad identitet sedan i våras.","Flickan har skyddad identitet"),("Hon lever med skyddade personuppgifter.","Hon lever med skyddade personuppgifter"),("Eleven är sekretessmarkerad i systemet.","Eleven är sekretessmarkerad"),("Pappan är kvarskriven i sin gamla kommun.","Pappan är kvarskriven"),("Modern har fått fingerade personuppgifter.","Modern har fått fingerade personuppgifter"),("Brukaren har sekretessmarkering.","Brukaren har sekretessmarkering"),("Skyddad identitet gäller för pojken på avdelning Månen.","Skyddad identitet"),("Vårdnadshavaren omfattas av kvarskrivning.","Vårdnadshavaren omfattas av kvarskrivning"),("Anna Berg har skyddade personuppgifter.","har skyddade personuppgifter"),("Mannen fick fingerad identitet 2019.","fick fingerad identitet"),("Barnet och mamman lever under skyddad identitet.","lever under skyddad identitet"),("hennes skyddade personuppgifter röjdes","skyddade personuppgifter"),("Kollegan har SKYDDAD IDENTITET.","SKYDDAD IDENTITET"),("Patienten hade skyddad folkbokföring.","skyddad folkbokföring")]:
    add("leak","skyddad_identitet",t,"skyddad_identitet",v)
# clean
C=["Version 20200618 av anvisningen.","Rapporten ska vara klar 240807.","Se FSKF-2021-5519 för underlag.","Kostnaden uppgick till 74 964 816 kr.","Ansvar 11479, konto 7608 saknade attest.","OCR 3942 2820 28 kontrollerades.","Organisationsnummer 202100-2114 (kommunen).","Org.nr 556036-0793.","VAT SE556036079301","Statistiken avser 2018-2022 och är inte jämförbar.","Jfr SFS 2009:400.","OSL 26 kap. 1 §","Enligt ISO 27001 och ISO 270 finns stöd.","Rum VIK 112 är bokat.","Väg E6 och väg 23 berörs inte.","Avdelningschef Särskilt boende deltog.","Handläggare Myndighet har behörighet.","Sektionschef Hälsa och förebyggande intervjuades.","Förvaltningen använder Platina och Stratsys.","Temperaturen var 7,5 °C vid 2 av 14 mätningar.","4,0 3,9 3,8 3,7 3,6","Öppet 08.00-17.00 vardagar.","Mötet är 2023-05-03 kl. 09.15-10.30.","05-03-2021","03/05/2021 kl 14","Beslutet (Dnr 2020/682-1.4.2) anmäldes.","Diarienummer STK-2019-1172.","Diarienummer: HVO 2023/117","ISBN 978-91-7000-150-3","EAN 7310865004703","Tabell 3 visar 12 av 84 svar.","Se avsnitt 4.2.1.3 och version 1.2.3.4.","Kapitel 10.1.2.3","bilaga 1.2.3.4","Internkontrollplan 2023 antogs.","Handlingsplan 2 gäller.","Uppföljningen 2023 visar.","Revideringen 2023 klar.","Arbetsplatsen 2 saknar rutin.","Nämnden beslutade den 25 september 2023, § 84.","Av 342 konton låstes 18 och 37 togs bort, 287 återstår.","Svarsfrekvensen var 70 procent (84 av 120).","Medelvärdet var 3,7 (2020: 3,6).","Det är bara två förvaltningar som svarat.","Rutinen är den enda som finns.","Chefen har ensamt ansvar för rutinen.","Detta är enda gången det hänt.","Vi har vårdnadshavare och barn med skyddad identitet.","Rutiner för personer med skyddade personuppgifter saknas.","Hantering av skyddade personuppgifter ingår i utbildningen.","När en elev har skyddad identitet ska rutinen följas.","Rektor ansvarar för rutinen.","Enhetschefer och Medarbetare svarade.","Kommundirektören Malmö stad har beslutat.","Stadsdirektör och Ekonomidirektör deltog.","Ordförande i Förskolenämnden undertecknade.","Chef Norra Hamnen deltog.","Enhetschef Södra Innerstaden deltog.","Controller Ekonomi och Kvalitet","Projekt 12345678 avslutades.","Verifikation 2023001234","Fakturanummer 1001234567","Koordinater 55.60587, 13.00073","Kod ABC 123","Kursen MAT 101 gavs.","Blankett SKV 7665","Modell XC 90","Budget 2023: 12 345 678 kr, 2024: 13 456 789 kr.","123 456 789 kr","Ca 20 % till nästan 40 %.","mellan 3-4 månader","kl. 08:30–16:00","§ 84 2023-09-25","Sidan 12 av 45.","1 2 3 4 5 6 7 8 9 10 11 12","10 20 30 40 50 60","12 10 11 2022 45","2019 2020 2021 2022 2023","K3-K12","Art.nr 7012345678","Serienummer SN123456789","Lagrum: 21 kap. 3 § offentlighets- och sekretesslagen (2009:400).","jfr prop. 2008/09:150 s. 12","HFD 2015 ref. 71","Tfn finns på webben.","Mejla registrator.","Svar lämnas via e-post.","a@b","@nämnden","16 kap. 2 §","NJA 2001 s. 3","Region Skåne och Malmö Högskola","IP-telefoni och VoIP","Barn 1-5 år","Avtal 2021:12-14","Punkt 3.1.2","Diagram 4: 3,2 3,4 3,6","Enkät 1 (n=84), enkät 2 (n=17)","Inköp på 1 250 000 kr från 15 leverantörer.","Lärare Barn och Utbildning","Ansvarig: Stadskontoret","Ansvarig: Förskoleförvaltningen","Handläggare: Stadskontoret","Namn: se bilaga","Kontakt: Kontaktcenter","Gäller från 2023-01-01","Avser Kommunstyrelsen","Beslutad av Kommunstyrelsen","Granskad av Ernst Young","svar från Förskolenämnden","samtal med Socialtjänsten", "Riskvärde 12 (3 x 4)","Torget 2023","På Möllevångstorget hölls en marknad."]
for t in C: add("clean","hand",t,soft=("skydd" in t.lower()))
for _ in range(120):
    y=random.randint(2015,2025)
    add("clean","dnr",f"Se {random.choice(['HVO','FSKF','STK','GYVF','SBN'])}-{y}-{random.randint(1,999999)} för underlag.")
    add("clean","dnr2",f"Dnr {y}/{random.randint(1,9999)}-{random.randint(1,9)}.{random.randint(1,9)}")
    add("clean","belopp",f"Kostnaden var {random.randint(1,999)} {random.randint(0,999):03} {random.randint(0,999):03} kr.")
    add("clean","belopp2",f"Budget {random.randint(1,99)} {random.randint(0,999):03} tkr, utfall {random.randint(1,99)} {random.randint(0,999):03} tkr.")
    add("clean","datum",f"Beslut {y}-{random.randint(1,12):02}-{random.randint(1,28):02}, klart {y}-{random.randint(1,12):02}-{random.randint(1,28):02}.")
    add("clean","ocr",f"OCR {random.randint(1000,9999)} {random.randint(1000,9999)} {random.randint(10,99)} betald.")
    add("clean","ocr2",f"Faktura {random.randint(10**11,10**12-1)}{random.randint(0,999):03} attesterades.")
    add("clean","obj",f"Objekt {random.randint(100000,999999)}-{random.randint(13,99)}{random.randint(10,99)} i registret.")
with open(__file__.rsplit("/",1)[0]+"/lines.jsonl","w") as f:
    for o in out: f.write(json.dumps(o,ensure_ascii=False)+"\n")
print(len(out))
