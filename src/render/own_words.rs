//! The words that pages have of the program itself, outside the templates: what titles, notes and figures are
//! put together of. Owns the list alone; `tests/gate.rs` finds what it lacks.

/// Words, apart from those of the standard theme's files.
pub(super) const OWN_WORDS: &str = "
januari februari mars april maj juni juli augusti september oktober november december och den kvartalet
avgår återstår varav helhet övriga redovisning fördelning jämförelse riskmatris noggrannhet andelen procent instämmer intervall säker förändringen
högsta lägsta förändring riskvärde sannolikhet konsekvens uppföljd aktuell ersatt källa uppgifter publicerad skyddad avrundade
beslutsdatum enkätresultat fotnot fotnoter notref medelvärdets ordagrant omformulerad gjord placerade sammanfattade skyddar svarsfrekvens
alla ligger högre lägre samma nivå som kan jämföras nämnder frågor avsnitt ordagrant detsamma desamma densamma texten inget inledning
linjer övriga nämnden strecket brott målgrupp sätt samla svaren tidigare uppgick delades upphörde bildades linjen börjar nytt värden läggs
ihop ansvarade mellan del flera ersatts bytts byttes skalan enligt publicerad publicerade väntas saknas beslutad fanns ändrad borta
diagram gradering helheten procentigt
öppen öppna sedan avslutade visas första äldsta överst välj läge följd utgått
lades stycken ladda uppgifter till publicerade enkätresultat varje varifrån vidare
Catalog Dataset Distribution Agent description homepage resource about publisher language license accessRights theme landingPage
distribution accessURL downloadURL format modified datatype authority publishertype LocalAuthority PUBLIC rights
frågat ändrad diarienumret förenlig ställd delning iframe loading
author context creativeWorkStatus dateModified datePublished GovernmentOrganization identifier inLanguage isPartOf propertyID
PropertyValue reportNumber schema Thing WebSite
";
