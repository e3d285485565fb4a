//! Where things live. Only looks at the environment; makes no folder.

use std::{
    env,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

use super::failure::{Failure, Result};

/// The folders of one person on one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Sessions, received files, own banks.
    pub data: PathBuf,
    /// Journals and locks: of this machine, never synced.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
    /// `config.yaml`.
    pub config: PathBuf,
    /// Session files; this folder alone may be shared or synced.
    pub sessions: PathBuf,
}

impl Places {
    /// The places that the options name, or those that the platform has for programs.
    pub fn find(home: Option<&Path>, sessions: Option<&Path>) -> Result<Self> {
        let mut places = match home {
            Some(home) => Self::under(&absolute(home)?),
            None => Self::of_platform()?,
        };
        if let Some(sessions) = sessions {
            places.sessions = absolute(sessions)?;
        }
        Ok(places)
    }

    /// `data/ state/ cache/ config/` under one folder.
    pub fn under(home: &Path) -> Self {
        let data = home.join("data");
        let sessions = data.join("sessions");
        Self {
            data,
            state: home.join("state"),
            cache: home.join("cache"),
            config: home.join("config"),
            sessions,
        }
    }

    fn of_platform() -> Result<Self> {
        if cfg!(unix) {
            // The platform would guess another home from the user's entry, and so split a person's sessions in two.
            let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
            if home.as_os_str().is_empty() {
                return Err(homeless("HOME is not set"));
            }
            if !home.is_absolute() {
                let what = format!("HOME is `{}`, which does not begin at the root", home.display());
                return Err(homeless(&what));
            }
        }
        let dirs = ProjectDirs::from("", "", "casebook")
            .ok_or_else(|| homeless("this account has no home folder"))?;
        let data = dirs.data_dir().to_owned();
        Ok(Self {
            sessions: data.join("sessions"),
            state: dirs.state_dir().map_or_else(|| dirs.data_local_dir().join("state"), Path::to_owned),
            cache: dirs.cache_dir().to_owned(),
            config: dirs.config_dir().to_owned(),
            data,
        })
    }

    /// The settings of the person.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.yaml")
    }

    /// What others sent. Nothing in it is the person's own.
    pub fn received(&self) -> PathBuf {
        self.data.join("received")
    }

    /// What the person has assigned to others, so that it can be followed up.
    pub fn assigned(&self) -> PathBuf {
        self.data.join("assigned")
    }

    /// Sample sessions that the person reviews to calibrate, and what they say of them.
    pub fn samples(&self) -> PathBuf {
        self.data.join("samples")
    }

    /// The reviews of live mocks, of which there are no sessions.
    pub fn live(&self) -> PathBuf {
        self.data.join("live")
    }

    /// Every place with its name, as `casebook paths` lists them.
    pub fn named(&self) -> [(&'static str, &Path); 5] {
        [
            ("data", &self.data),
            ("state", &self.state),
            ("cache", &self.cache),
            ("config", &self.config),
            ("sessions", &self.sessions),
        ]
    }
}

fn homeless(what: &str) -> Failure {
    Failure::new(
        format!("no place for your sessions: {what}"),
        "set HOME to your home folder, or name a folder with --home DIR or CASEBOOK_HOME",
    )
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|error| Failure::io("find", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_folder_holds_all_and_sessions_may_live_elsewhere() {
        let places = Places::find(Some(Path::new("/h")), Some(Path::new("/shared/me"))).unwrap();
        assert_eq!(places.data, Path::new("/h/data"));
        assert_eq!(places.config_file(), Path::new("/h/config/config.yaml"));
        assert_eq!(places.sessions, Path::new("/shared/me"));
        assert_eq!(places.received(), Path::new("/h/data/received"));
        assert_eq!(places.assigned(), Path::new("/h/data/assigned"));
        assert_eq!(places.samples(), Path::new("/h/data/samples"));
        assert_eq!(places.live(), Path::new("/h/data/live"));
        let places = Places::find(Some(Path::new("here")), None).unwrap();
        assert!(places.sessions.is_absolute() && places.sessions.ends_with("here/data/sessions"));
    }
}
