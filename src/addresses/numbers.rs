//! Short addresses by diarienummer: which reports share one. Owns no page.

use std::collections::BTreeMap;

use crate::disclosure::Published;
use crate::model::date::Stated;
use crate::model::report::Decision;
use crate::slug::slug;

/// The folder of the short addresses.
pub const FOLDER: &str = "dnr/";

/// A number as it is written, and the ids of its reports.
pub type Number = (String, Vec<String>);

/// A decision's short address, where its diarienummer is told.
pub fn address_of(decision: &Decision) -> Option<String> {
    let number = decision.registry_number.as_ref().and_then(Stated::value)?;
    // A masked number has no letters of its own to make an address of.
    let name = slug(number);
    (!name.is_empty() && !number.contains('█')).then(|| format!("{FOLDER}{name}/"))
}

/// Every short address with its numbers: more than one where two numbers differ in signs only, such as `KS-2014/742`
/// and `KS 2014-742`. Withdrawn reports are among the reports: their addresses live on.
pub fn numbers(published: &Published) -> BTreeMap<String, Vec<Number>> {
    let reports = published.reports.iter().map(|report| (&report.facts.decision, &report.facts.id));
    let withdrawn =
        published.registers.addresses.withdrawn.iter().map(|report| (&report.decision, &report.id));
    let mut all: BTreeMap<String, Vec<Number>> = BTreeMap::new();
    for (decision, id) in reports.chain(withdrawn) {
        let Some(address) = address_of(decision) else { continue };
        let Some(written) = decision.registry_number.as_ref().and_then(Stated::value) else { continue };
        let numbers = all.entry(address).or_default();
        match numbers.iter_mut().find(|(its, _)| its == written) {
            Some((_, ids)) => ids.push(id.clone()),
            None => numbers.push((written.clone(), vec![id.clone()])),
        }
    }
    for numbers in all.values_mut() {
        numbers.sort();
        for (_, ids) in numbers {
            ids.sort();
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_number_has_an_address() {
        for (number, address) in [
            ("STK-2020-217", Some("dnr/stk-2020-217/")),
            ("SRV-0226/18", Some("dnr/srv-0226-18/")),
            ("N609-4635/23", Some("dnr/n609-4635-23/")),
            ("3.1.4-18/2020", Some("dnr/3-1-4-18-2020/")),
            ("KS-2014/742.912", Some("dnr/ks-2014-742-912/")),
            ("–", None),
        ] {
            let decision =
                Decision { registry_number: Some(Stated::Value(number.into())), ..Decision::default() };
            assert_eq!(address_of(&decision).as_deref(), address, "{number}");
        }
        let unstated = Decision { registry_number: Some(Stated::Not), ..Decision::default() };
        assert_eq!(address_of(&unstated), None);
    }
}
