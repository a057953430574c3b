//! A Global Vendor List as it is published, read with everything that is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use kept_schema::period::MAX_DURATION_YEARS;
use kept_schema::{Day, Duration, Origin, Problem, Problems, Text};
use serde_json::{Map, Value};

/// The only version of the format there is a reading for.
const SPECIFICATION_VERSION: u64 = 3;

/// A list.
#[derive(Debug)]
pub(super) struct List {
    /// Its number.
    pub(super) version: u32,
    /// The day it was made (UTC).
    pub(super) updated_on: Day,
    /// Its vendors by their ids.
    pub(super) vendors: BTreeMap<u32, Vendor>,
}

/// A vendor as it declares itself.
#[derive(Debug)]
pub(super) struct Vendor {
    pub(super) name: Text,
    /// The day it left the framework.
    pub(super) deleted_on: Option<Day>,
    /// The address of its privacy policy, in English when there is one.
    pub(super) privacy_policy: Option<Text>,
    /// Purposes with consent.
    pub(super) consent: Vec<u32>,
    /// Purposes with a legitimate interest.
    pub(super) legitimate_interest: Vec<u32>,
    /// Purposes of the two above for which a publisher may switch the basis.
    pub(super) flexible: BTreeSet<u32>,
    /// Purposes nobody can refuse.
    pub(super) special: Vec<u32>,
    /// Data categories.
    pub(super) data: Vec<u32>,
    /// How long data is kept when nothing is said for a purpose.
    pub(super) standard_retention: Option<Duration>,
    /// How long it is kept for a purpose.
    pub(super) retention: BTreeMap<u32, Duration>,
    /// How long it is kept for a special purpose.
    pub(super) special_retention: BTreeMap<u32, Duration>,
}

/// The JSON of a file.
///
/// # Errors
/// When it is none, with its place in the file.
pub(super) fn json(bytes: &[u8], file: Option<&Arc<str>>) -> Result<Value, Problems> {
    serde_json::from_slice(bytes).map_err(|error| not_json(&error, file))
}

/// Reads a list.
///
/// # Errors
/// Everything that is wrong with it, each with its path, such as `vendors.755.name`.
pub(super) fn read(root: &Value) -> Result<List, Problems> {
    let mut reader = Reader { problems: Vec::new() };
    let Some(root) = root.as_object() else {
        reader.problem("", "a Global Vendor List is a JSON object with `vendors`, and this is something else");
        return Err(Problems::check(reader.problems).err().unwrap_or_else(unreadable));
    };
    let version = reader.specification(root);
    let updated_on = match root.get("lastUpdated") {
        Some(value) => reader.day("lastUpdated", value),
        None => {
            reader.problem("lastUpdated", "the day of the list is missing; it says from when its vendors count");
            None
        }
    };
    let vendors = reader.vendors(root);
    Problems::check(reader.problems)?;
    match updated_on {
        Some(updated_on) => Ok(List { version, updated_on, vendors }),
        None => Err(unreadable()),
    }
}

fn unreadable() -> Problems {
    Problems::one(Problem { origin: None, path: String::new(), message: "the list cannot be read".to_owned() })
}

fn not_json(error: &serde_json::Error, file: Option<&Arc<str>>) -> Problems {
    let count = |number| u32::try_from(number).unwrap_or(u32::MAX).max(1);
    let origin =
        file.map(|file| Origin { file: file.clone(), line: count(error.line()), column: count(error.column()) });
    let message = format!("this is not JSON ({error}); a Global Vendor List is published as vendor-list.json");
    Problems::one(Problem { origin, path: String::new(), message })
}

struct Reader {
    problems: Vec<Problem>,
}

impl Reader {
    fn problem(&mut self, path: &str, message: impl Into<String>) {
        self.problems.push(Problem { origin: None, path: path.to_owned(), message: message.into() });
    }

    fn specification(&mut self, root: &Map<String, Value>) -> u32 {
        match root.get("gvlSpecificationVersion").map(Value::as_u64) {
            Some(Some(SPECIFICATION_VERSION)) => {}
            None => self
                .problem("gvlSpecificationVersion", "the version of the format is missing; only version 3 can be read"),
            Some(_) => self.problem("gvlSpecificationVersion", "only version 3 of the format can be read"),
        }
        match root.get("vendorListVersion").map(whole_number) {
            Some(Some(version)) => version,
            None => {
                self.problem("vendorListVersion", "the number of the list is missing");
                0
            }
            Some(None) => {
                self.problem("vendorListVersion", "the number of the list is not a whole number");
                0
            }
        }
    }

    fn vendors(&mut self, root: &Map<String, Value>) -> BTreeMap<u32, Vendor> {
        let mut vendors = BTreeMap::new();
        let Some(listed) = root.get("vendors") else {
            self.problem("vendors", "the list has no vendors");
            return vendors;
        };
        let Some(listed) = listed.as_object() else {
            self.problem("vendors", "the vendors are not an object of vendors by their ids");
            return vendors;
        };
        if listed.is_empty() {
            self.problem("vendors", "the list has no vendors, and would offboard all that are recorded");
        }
        for (key, value) in listed {
            let path = format!("vendors.{}", shorten(key));
            let Some(fields) = value.as_object() else {
                self.problem(&path, "this vendor is not an object");
                continue;
            };
            let id = self.id(&path, key, fields);
            let vendor = self.vendor(&path, fields);
            if let (Some(id), Some(vendor)) = (id, vendor) {
                vendors.insert(id, vendor);
            }
        }
        vendors
    }

    fn id(&mut self, path: &str, key: &str, fields: &Map<String, Value>) -> Option<u32> {
        let from_key = key.parse::<u32>().ok();
        if from_key.is_none() {
            self.problem(path, format!("`{}` is not the number of a vendor", shorten(key)));
        }
        let id = match fields.get("id") {
            None => from_key,
            Some(value) => match whole_number(value) {
                Some(id) => Some(id),
                None => {
                    self.problem(&format!("{path}.id"), "the id of a vendor is a whole number");
                    None
                }
            },
        };
        if let (Some(id), Some(from_key)) = (id, from_key)
            && id != from_key
        {
            self.problem(&format!("{path}.id"), format!("the id is {id}, and the vendor is listed as {from_key}"));
        }
        id.and(from_key)
    }

    fn vendor(&mut self, path: &str, fields: &Map<String, Value>) -> Option<Vendor> {
        let name = match fields.get("name") {
            None | Some(Value::Null) => {
                self.problem(&format!("{path}.name"), "the vendor has no name");
                None
            }
            Some(value) => self.text(&format!("{path}.name"), value),
        };
        let deleted_on = match fields.get("deletedDate") {
            None | Some(Value::Null) => None,
            Some(value) => self.day(&format!("{path}.deletedDate"), value),
        };
        let privacy_policy = self.privacy_policy(path, fields);
        let consent = self.ids(path, fields, "purposes");
        let legitimate_interest = self.ids(path, fields, "legIntPurposes");
        let flexible = self.ids(path, fields, "flexiblePurposes").into_iter().collect();
        let special = self.ids(path, fields, "specialPurposes");
        let data = self.ids(path, fields, "dataDeclaration");
        let path = format!("{path}.dataRetention");
        let none = Map::new();
        let retention = match fields.get("dataRetention") {
            None | Some(Value::Null) => &none,
            Some(Value::Object(retention)) => retention,
            Some(_) => {
                self.problem(&path, "retention is an object with `stdRetention`, `purposes` and `specialPurposes`");
                &none
            }
        };
        let standard_retention = match retention.get("stdRetention") {
            None | Some(Value::Null) => None,
            Some(value) => self.days(&format!("{path}.stdRetention"), value),
        };
        let by_purpose = self.retentions(&path, retention, "purposes");
        let special_retention = self.retentions(&path, retention, "specialPurposes");
        Some(Vendor {
            name: name?,
            deleted_on,
            privacy_policy,
            consent,
            legitimate_interest,
            flexible,
            special,
            data,
            standard_retention,
            retention: by_purpose,
            special_retention,
        })
    }

    fn privacy_policy(&mut self, path: &str, fields: &Map<String, Value>) -> Option<Text> {
        let urls = match fields.get("urls") {
            None | Some(Value::Null) => return None,
            Some(Value::Array(urls)) => urls,
            Some(_) => {
                self.problem(&format!("{path}.urls"), "the addresses are not a list");
                return None;
            }
        };
        let in_english = |url: &&Value| url.get("langId").and_then(Value::as_str) == Some("en");
        let policy = |url: &Value| url.get("privacy").filter(|value| !value.is_null()).cloned();
        let english = urls.iter().filter(in_english).find_map(policy);
        let value = english.or_else(|| urls.iter().find_map(policy))?;
        self.text(&format!("{path}.urls.privacy"), &value)
    }

    /// Ids in their order, each once; none when the field is absent.
    fn ids(&mut self, path: &str, fields: &Map<String, Value>, field: &str) -> Vec<u32> {
        let values = match fields.get(field) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(values)) => values,
            Some(_) => {
                self.problem(&format!("{path}.{field}"), "this is not a list of ids");
                return Vec::new();
            }
        };
        let mut ids = BTreeSet::new();
        for (index, value) in values.iter().enumerate() {
            match whole_number(value) {
                Some(id) => {
                    ids.insert(id);
                }
                None => self.problem(
                    &format!("{path}.{field}[{index}]"),
                    format!("`{}` is not an id; ids are whole numbers", shown(value)),
                ),
            }
        }
        ids.into_iter().collect()
    }

    fn retentions(&mut self, path: &str, fields: &Map<String, Value>, field: &str) -> BTreeMap<u32, Duration> {
        let path = format!("{path}.{field}");
        let by_purpose = match fields.get(field) {
            None | Some(Value::Null) => return BTreeMap::new(),
            Some(Value::Object(by_purpose)) => by_purpose,
            // PHP writes an empty object as an empty list.
            Some(Value::Array(list)) if list.is_empty() => return BTreeMap::new(),
            Some(_) => {
                self.problem(&path, "retentions are an object of days by the ids of purposes");
                return BTreeMap::new();
            }
        };
        let mut retentions = BTreeMap::new();
        for (key, value) in by_purpose {
            let path = format!("{path}.{}", shorten(key));
            let id = key.parse::<u32>().ok();
            if id.is_none() {
                self.problem(&path, format!("`{}` is not the id of a purpose", shorten(key)));
            }
            let days = self.days(&path, value);
            if let (Some(id), Some(days)) = (id, days) {
                retentions.insert(id, days);
            }
        }
        retentions
    }

    fn days(&mut self, path: &str, value: &Value) -> Option<Duration> {
        let days = whole_number(value).filter(|days| *days <= MAX_DURATION_YEARS * 365);
        if days.is_none() {
            self.problem(
                path,
                format!(
                    "`{}` is not a number of days; retention is a whole number from 0 to {}",
                    shown(value),
                    MAX_DURATION_YEARS * 365
                ),
            );
        }
        days.map(Duration::from_days)
    }

    fn day(&mut self, path: &str, value: &Value) -> Option<Day> {
        let text = value.as_str().unwrap_or_default();
        let date = DateTime::parse_from_rfc3339(text)
            .map(|moment| moment.to_utc().date_naive())
            .or_else(|_| NaiveDate::parse_from_str(text, "%Y-%m-%d"));
        let message = match date.map(Day::new) {
            Ok(Ok(day)) => return Some(day),
            Ok(Err(out_of_range)) => out_of_range.to_string(),
            Err(_) => format!("`{}` is not a moment; it is written like 2025-05-08T16:00:32Z", shown(value)),
        };
        self.problem(path, message);
        None
    }

    fn text(&mut self, path: &str, value: &Value) -> Option<Text> {
        let Some(text) = value.as_str().map(str::trim).filter(|text| !text.is_empty()) else {
            self.problem(path, "a text is expected here, and this is empty or something else");
            return None;
        };
        text.parse().map_err(|error: kept_schema::key::TextTooLong| self.problem(path, error.to_string())).ok()
    }
}

fn whole_number(value: &Value) -> Option<u32> {
    value.as_u64().and_then(|number| u32::try_from(number).ok())
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| shorten(&value.to_string()), shorten)
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}
