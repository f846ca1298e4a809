//! Countries: two letters of ISO 3166-1.

use std::borrow::Cow;

use super::{Parsed, Problem, Problems, fold};
use crate::finding::Code;

/// ISO 3166-1 alpha-2, officially assigned codes.
const CODES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP \
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ \
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW \
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ \
    UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// For each first letter, a bit for each second letter.
const ASSIGNED: [u32; 26] = {
    let codes = CODES.as_bytes();
    let mut assigned = [0; 26];
    let mut at = 0;
    while at + 1 < codes.len() {
        if codes[at] != b' ' {
            assigned[(codes[at] - b'A') as usize] |= 1 << (codes[at + 1] - b'A');
            at += 1;
        }
        at += 1;
    }
    assigned
};

/// Names that people write instead, in English and French, without accents.
const NAMES: &[(&str, &str)] = &[
    ("algeria", "DZ"),
    ("algerie", "DZ"),
    ("allemagne", "DE"),
    ("belgique", "BE"),
    ("belgium", "BE"),
    ("cameroon", "CM"),
    ("cameroun", "CM"),
    ("canada", "CA"),
    ("chine", "CN"),
    ("china", "CN"),
    ("cote d'ivoire", "CI"),
    ("espagne", "ES"),
    ("etats-unis", "US"),
    ("france", "FR"),
    ("germany", "DE"),
    ("great britain", "GB"),
    ("italie", "IT"),
    ("italy", "IT"),
    ("ivory coast", "CI"),
    ("luxembourg", "LU"),
    ("maroc", "MA"),
    ("morocco", "MA"),
    ("netherlands", "NL"),
    ("pays-bas", "NL"),
    ("portugal", "PT"),
    ("royaume-uni", "GB"),
    ("senegal", "SN"),
    ("spain", "ES"),
    ("suisse", "CH"),
    ("switzerland", "CH"),
    ("tunisia", "TN"),
    ("tunisie", "TN"),
    ("uk", "GB"),
    ("united kingdom", "GB"),
    ("united states", "US"),
    ("usa", "US"),
];

/// Reads a code in either case; it is kept in capitals.
pub(super) fn read<'a>(text: &'a str, problems: &mut Problems) -> Option<Parsed<'a>> {
    if is_assigned(text) {
        let capitals = text.bytes().all(|byte| byte.is_ascii_uppercase());
        return Some(Parsed::Text(if capitals {
            Cow::Borrowed(text)
        } else {
            Cow::Owned(text.to_ascii_uppercase())
        }));
    }
    let folded = fold(text);
    let meant = NAMES
        .iter()
        .find(|(name, _)| *name == folded)
        .map(|(_, code)| *code);
    problems.push(Problem::of(Code::BadCountry, text).likely(meant));
    None
}

fn is_assigned(text: &str) -> bool {
    let &[first, second] = text.as_bytes() else {
        return false;
    };
    let row = usize::from(first.to_ascii_uppercase().wrapping_sub(b'A'));
    let column = second.to_ascii_uppercase().wrapping_sub(b'A');
    column < 26
        && ASSIGNED
            .get(row)
            .is_some_and(|seconds| seconds & (1 << column) != 0)
}
