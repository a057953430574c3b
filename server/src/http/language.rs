//! The language that is asked for.

use kept_engine::Language;
use poem::http::{HeaderMap, header};

/// The language of a request: the best of its `Accept-Language` that there is.
pub(super) fn of_headers(headers: &HeaderMap) -> Language {
    let values = headers.get_all(header::ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
    best(&values.collect::<Vec<_>>().join(","))
}

/// The language that the payload of `connection_init` names.
pub(super) fn of_payload(payload: &serde_json::Value) -> Language {
    payload.get("language").and_then(serde_json::Value::as_str).map_or_else(Language::default, best)
}

/// The best of ours in a list of ranges with weights (RFC 9110, 12.5.4); of those as good the first one, and English when
/// none of ours is named. A range stands for its language, whatever else it says: `de-AT` is German.
fn best(ranges: &str) -> Language {
    let ranges: Vec<(&str, f32)> = ranges.split(',').filter_map(range).collect();
    let weight = |language: Language| {
        let place = |tag: &str| ranges.iter().position(|(range, _)| range.eq_ignore_ascii_case(tag));
        let place = place(language.tag()).or_else(|| place("*"))?;
        let (_, weight) = ranges.get(place)?;
        (*weight > 0.0).then_some((place, *weight))
    };
    let ours = Language::ALL.into_iter().filter_map(|language| Some((weight(language)?, language)));
    let best = ours
        .min_by(|((place, weight), _), ((other_place, other), _)| other.total_cmp(weight).then(place.cmp(other_place)));
    best.map_or_else(Language::default, |(_, language)| language)
}

/// The language of a range, and its weight.
fn range(range: &str) -> Option<(&str, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next()?.split('-').next().filter(|tag| !tag.is_empty())?;
    let weight = parts.find_map(|parameter| parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q=")));
    // A weight that is none means nothing.
    let weight =
        weight.map_or(Some(1.0), |weight| weight.trim().parse().ok().filter(|weight| (0.0..=1.0).contains(weight)))?;
    Some((tag, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_of_ours_is_taken() {
        for german in [
            "de",
            "de-AT",
            "DE-de, en",
            "fr, de;q=0.2",
            "en;q=0.5, de;q=0.8",
            "de;q=0.8,en;q=0.8",
            "en;q=0, *;q=0.1",
            "fr;q=1.0, de-CH; q=0.9, en; q=0.7",
        ] {
            assert_eq!(best(german), Language::German, "{german}");
        }
        for english in [
            "",
            "en",
            "en-GB, de",
            "fr",
            "*",
            "de;q=0",
            "de;q=0.3, en;q=0.4",
            "de;q=much",
            "den",
            "de;q=2",
            "*, de;q=0.9",
        ] {
            assert_eq!(best(english), Language::English, "{english}");
        }
    }

    #[test]
    fn several_headers_are_one_list() {
        let mut headers = HeaderMap::new();
        assert_eq!(of_headers(&headers), Language::English);
        headers.append(header::ACCEPT_LANGUAGE, "en;q=0.5".parse().unwrap());
        headers.append(header::ACCEPT_LANGUAGE, "de".parse().unwrap());
        assert_eq!(of_headers(&headers), Language::German);
    }

    #[test]
    fn a_connection_says_its_language() {
        assert_eq!(of_payload(&serde_json::json!({ "language": "de" })), Language::German);
        for other in [serde_json::json!({}), serde_json::json!(null), serde_json::json!({ "language": 1 })] {
            assert_eq!(of_payload(&other), Language::English, "{other}");
        }
    }
}
