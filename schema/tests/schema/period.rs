//! Days and durations.

use kept_schema::{Day, Duration, Interval};
use proptest::prelude::*;

use crate::arbitrary;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn duration(text: &str) -> Duration {
    text.parse().unwrap()
}

#[test]
fn days_have_one_way_to_be_written() {
    assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
    let refused = [
        "",
        "2024",
        "2024-2-29",
        "2023-02-29",
        "2024-02-30",
        "24-02-29",
        " 2024-02-2",
        "2024-02- 9",
        "2024- 2- 9",
        "+024-02-09",
        "2024/02/29",
        "2024-02-29Z",
        "２０２４-02-29",
        "2024-00-10",
        "2024-13-01",
    ];
    for text in refused {
        let error = text.parse::<Day>().unwrap_err().to_string();
        assert_eq!(error, format!("`{text}` is not a day: write YYYY-MM-DD, such as 2026-03-31"));
    }
}

#[test]
fn days_have_bounds() {
    assert_eq!((Day::MIN.to_string(), Day::MAX.to_string()), ("1900-01-01".to_owned(), "2500-12-31".to_owned()));
    for text in ["1899-12-31", "2501-01-01", "9999-12-31", "0001-01-01"] {
        let error = text.parse::<Day>().unwrap_err().to_string();
        assert_eq!(error, format!("`{text}` is out of range: days go from 1900-01-01 to 2500-12-31"));
    }
    assert_eq!((Day::MAX.next(), Day::MIN.previous()), (Day::MAX, Day::MIN));
    assert_eq!(Day::MAX.plus(duration("P1D"), 1), Day::MAX);
    assert_eq!(Day::MIN.plus(duration("P1000Y"), u32::MAX), Day::MAX);
    assert_eq!(Day::MIN.minus(duration("P1D")), Day::MIN);
    assert_eq!(Day::MAX.minus(duration("P1000Y")), Day::MIN);
}

#[test]
fn months_are_counted_from_the_day_they_began_on() {
    assert_eq!(day("2025-01-31").plus(duration("P1M"), 1), day("2025-02-28"));
    assert_eq!(day("2025-01-31").plus(duration("P1M"), 2), day("2025-03-31"));
    assert_eq!(day("2024-02-29").plus(duration("P1Y"), 1), day("2025-02-28"));
    assert_eq!(day("2024-02-29").plus(duration("P1Y"), 4), day("2028-02-29"));
    assert_eq!(day("2025-01-31").plus(duration("P1M1D"), 1), day("2025-03-01"));
    assert_eq!(day("2025-03-31").minus(duration("P1M")), day("2025-02-28"));
}

#[test]
fn a_period_ends_before_its_end() {
    let period = Interval { from: day("2025-01-01"), until: Some(day("2025-02-01")) };
    assert!(period.contains(day("2025-01-01")) && period.contains(day("2025-01-31")));
    assert!(!period.contains(day("2024-12-31")) && !period.contains(day("2025-02-01")));
    assert!(Interval::starting(Day::MIN).contains(Day::MAX));
}

#[test]
fn durations_compare_by_nominal_length() {
    assert_eq!(duration("P1Y"), duration("P365D"));
    assert_eq!(duration("P1Y"), duration("P12M"));
    assert_eq!(duration("P2W"), duration("P14D"));
    assert_eq!(duration("P3D"), duration("PT72H"));
    assert_eq!(duration("PT90M"), duration("PT1H30M"));
    assert!(duration("P1M") > duration("P30D") && duration("P1M") < duration("P31D"));
    assert!(duration("P2Y") < duration("P731D"));
    assert!(!duration("P1Y").is_same_as(duration("P365D")) && duration("P1Y").is_same_as(duration("P12M")));
}

#[test]
fn durations_are_written_in_whole_units_in_order() {
    for (text, written) in [
        ("P18M", "P1Y6M"),
        ("P2W", "P14D"),
        ("PT0S", "P0D"),
        ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"),
        ("PT3600S", "PT1H"),
        ("P1000Y", "P1000Y"),
    ] {
        assert_eq!(duration(text).to_string(), written);
    }
    let refused = [
        "",
        "P",
        "PT",
        "P1",
        "1Y",
        "P1.5Y",
        "P-1D",
        "-P1D",
        "P1H",
        "PT1D",
        "P1D1Y",
        "P1Y1Y",
        "P1DT",
        "p1y",
        "P1Y ",
        "P1001Y",
        "P4294967296D",
        "PT4294967295H",
        "P١D",
        "30",
    ];
    for text in refused {
        assert!(text.parse::<Duration>().is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn durations_survive_being_written(duration in arbitrary::duration()) {
        let read: Duration = duration.to_string().parse().unwrap();
        prop_assert!(read.is_same_as(duration), "{duration} {read:?}");
    }

    #[test]
    fn days_survive_being_written(day in arbitrary::day()) {
        prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
        prop_assert_eq!(day.next().previous(), day);
        prop_assert_eq!(day.days_until(day.next()), 1);
        prop_assert_eq!(day.next().number(), day.number() + 1);
    }

    #[test]
    fn no_text_makes_reading_panic(text in "[-P0-9YMWDTHS. ]{0,20}") {
        let _ = text.parse::<Duration>();
        let _ = text.parse::<Day>();
    }
}
