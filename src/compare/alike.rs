//! How most nämnder were asked a question in one year, and who was asked in another way. Owns which values a mean
//! over nämnder may be made of: those asked in the same words, of the same people, in the same way of gathering.

use super::series::{Point, same_audience};
use super::strip::Break;
use super::wording::usual_wording;

/// How most were asked.
#[derive(Clone, Copy, Debug)]
pub struct Usual<'t> {
    wording: &'t str,
    audience: Option<&'t str>,
    mode: Option<&'t str>,
}

impl<'t> Usual<'t> {
    /// Of a year's points; `text` is the register's words for the question. `None` of none.
    pub fn of<'p>(points: impl Iterator<Item = &'p Point<'t>> + Clone, text: &'t str) -> Option<Self>
    where
        't: 'p,
    {
        let most = |all: &mut dyn Iterator<Item = &'t str>| usual_wording(all, "");
        Some(Self {
            wording: usual_wording(points.clone().map(|point| point.wording().unwrap_or(text)), text)?,
            audience: most(&mut points.clone().filter_map(|point| point.audience().map(role))),
            mode: most(&mut points.filter_map(Point::mode)),
        })
    }

    /// In which respect a point's nämnd was asked in another way, as far as its report tells.
    pub fn differs(&self, point: &Point<'_>, text: &str) -> Option<Break> {
        if point.wording().unwrap_or(text) != self.wording {
            Some(Break::Reworded)
        } else if !same_audience(point.audience().map(role), self.audience) {
            Some(Break::OtherAudience)
        } else {
            (!same_audience(point.mode(), self.mode)).then_some(Break::OtherMode)
        }
    }
}

/// Who was asked, without where they work: each nämnd asks its own, so that chefer of one and of another are the same people to
/// a comparison between nämnder.
fn role(audience: &str) -> &str {
    let whose = ["förvaltningens ", "nämndens "];
    let audience = whose.iter().find_map(|whose| audience.strip_prefix(whose)).unwrap_or(audience);
    // `på nivå 2` says which chefer, `på stadskontoret` where.
    let is_place = |(at, word): &(usize, &str)| *word != " på " || !audience[*at..].starts_with(" på nivå");
    let places = [" i ", " inom ", " på ", " vid "].map(|word| (audience.find(word), word));
    let at = places
        .into_iter()
        .filter_map(|(at, word)| Some((at?, word)))
        .filter(is_place)
        .map(|(at, _)| at)
        .min();
    at.map_or(audience, |at| &audience[..at])
}

#[cfg(test)]
mod tests {
    use super::role;

    #[test]
    fn a_role_is_without_its_place_of_work() {
        assert_eq!(role("chefer i skolan"), role("chefer inom vården"));
        assert_eq!(role("chefer på stadskontoret"), "chefer");
        assert_eq!(role("förvaltningens chefer"), "chefer");
        assert_eq!(role("chefer"), "chefer");
        assert_ne!(role("chefer i skolan"), role("medarbetare i skolan"));
        assert_ne!(role("chefer på nivå 2"), role("chefer på nivå 3"));
    }
}
