//! `config.yaml`: who practises, on which device, for what level. Made on first need; keys that this version does
//! not know survive.

use std::{io, path::Path};

use serde::{Deserialize, Serialize};

use super::{
    atomic,
    failure::{Failure, Result},
    paths::Places,
    read,
    yaml::{self, Mapping, Value},
};
use crate::model::session::Person;

/// The person's settings.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Who practises; the name is asked when it is first needed.
    pub person: Person,
    /// Random, made once a device.
    pub device: String,
    /// What they practise for: `apm`, `pm`, `senior`.
    pub level: Option<String>,
    /// What this version does not write, and the person's snippets.
    rest: Mapping,
    /// The same within `person`.
    person_rest: Mapping,
}

#[derive(Default, Serialize, Deserialize)]
struct Disk {
    #[serde(default)]
    person: DiskPerson,
    #[serde(default)]
    device: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    #[serde(flatten)]
    rest: Mapping,
}

#[derive(Default, Serialize, Deserialize)]
struct DiskPerson {
    #[serde(default)]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(flatten)]
    rest: Mapping,
}

impl Config {
    /// The settings; what is random in them is made and saved where it is missing.
    pub fn load(places: &Places) -> Result<Self> {
        let path = places.config_file();
        let mut disk = read(&path)?;
        let complete = !disk.person.id.is_empty() && !disk.device.is_empty();
        if !complete {
            for (id, length) in [(&mut disk.person.id, 16), (&mut disk.device, 8)] {
                if id.is_empty() {
                    *id = random(length);
                }
            }
        }
        let config = Self::of(disk);
        if !complete {
            config.save(places)?;
        }
        Ok(config)
    }

    /// Writes the settings.
    pub fn save(&self, places: &Places) -> Result<()> {
        let path = places.config_file();
        let Person { id, name } = self.person.clone();
        let disk = Disk {
            person: DiskPerson { id, name, rest: self.person_rest.clone() },
            device: self.device.clone(),
            level: self.level.clone(),
            rest: self.rest.clone(),
        };
        let text = yaml::to_string(&disk).map_err(|e| {
            Failure::new(format!("cannot write {} as YAML: {e}", path.display()), "please report this")
        })?;
        atomic::write(&path, text.as_bytes())
    }

    /// Sentences that a coach says often, as `snippets` lists them, or by name: Alt-1 to Alt-9 put them into a comment.
    pub fn snippets(&self) -> Vec<String> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        match self.rest.get("snippets") {
            Some(Value::Sequence(all)) => all.iter().filter_map(text).collect(),
            Some(Value::Mapping(all)) => all.values().filter_map(text).collect(),
            _ => Vec::new(),
        }
    }

    fn of(disk: Disk) -> Self {
        Self {
            person: Person { id: disk.person.id, name: disk.person.name },
            device: disk.device,
            level: disk.level,
            rest: disk.rest,
            person_rest: disk.person.rest,
        }
    }
}

/// Names this machine when it is asked to; by nothing where the settings cannot be read or written.
pub fn device(places: &Places) -> impl FnOnce() -> String + Send + 'static {
    let places = places.clone();
    move || Config::load(&places).map(|config| config.device).unwrap_or_default()
}

fn read(path: &Path) -> Result<Disk> {
    if let Err(error) = path.metadata() {
        return match error.kind() {
            io::ErrorKind::NotFound => Ok(Disk::default()),
            _ => Err(Failure::io("read", path, &error)),
        };
    }
    let text = yaml::text(path, read::bytes(path, yaml::BANK_LIMIT)?, yaml::BANK_LIMIT)?;
    if text.trim().is_empty() {
        return Ok(Disk::default());
    }
    Ok(yaml::parse(path, &text)?)
}

fn random(length: usize) -> String {
    std::iter::repeat_with(fastrand::lowercase).take(length).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn made_once_and_kept_with_what_is_unknown() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        let first = Config::load(&places).unwrap();
        assert_eq!((first.person.id.len(), first.device.len()), (16, 8));
        assert_eq!(Config::load(&places).unwrap(), first);

        let text = fs::read_to_string(places.config_file()).unwrap();
        let more = text.replacen("person:\n", "person:\n  mood: high\n", 1)
            + "snippets: {ns: North Star}\nlater: [1]\n";
        fs::write(places.config_file(), more).unwrap();
        let mut config = Config::load(&places).unwrap();
        assert_eq!(config.snippets(), ["North Star"]);
        config.person.name = Some("吴 W".to_owned());
        config.level = Some("apm".to_owned());
        config.save(&places).unwrap();
        let text = fs::read_to_string(places.config_file()).unwrap();
        for kept in ["mood: high", "ns: North Star", "later:", "name: 吴 W", "level: apm", &first.device] {
            assert!(text.contains(kept), "{kept} in {text}");
        }
        assert_eq!(Config::load(&places).unwrap(), config);
    }

    #[test]
    fn a_broken_file_is_named_and_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let places = Places::under(home.path());
        fs::create_dir_all(&places.config).unwrap();
        fs::write(places.config_file(), "person: [\n").unwrap();
        assert!(Config::load(&places).unwrap_err().what.contains("config.yaml:"));
        assert_eq!(fs::read_to_string(places.config_file()).unwrap(), "person: [\n");
    }
}
