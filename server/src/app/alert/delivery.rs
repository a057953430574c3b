//! Messages that a person asks for: a try of a channel, and one that was given up.

use chrono::Utc;
use kept_store::{Delivery, DeliveryState};

use super::super::{App, WriteError};

/// Why no message is sent.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// There is no such channel.
    #[error("there is no channel `{0}`")]
    NoChannel(String),
    /// There is no such message.
    #[error("there is no message `{0}`")]
    NotFound(String),
    /// It was not given up.
    #[error("message `{0}` was not given up; only what was is tried anew")]
    NotDead(String),
    /// It could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl App {
    /// Waits until a person asked for a message.
    pub(crate) async fn posted(&self) {
        self.inbox.posted.notified().await;
    }

    /// Sends a message without alerts on a channel.
    ///
    /// # Errors
    /// When there is no such channel, or the store does not take it.
    pub async fn test_channel(&self, key: &str) -> Result<Delivery, DeliveryError> {
        let snapshot = self.snapshot();
        let shown = || key.chars().take(128).collect();
        let (key, _) =
            snapshot.register().channels().get_key_value(key).ok_or_else(|| DeliveryError::NoChannel(shown()))?;
        let delivery = Delivery::new(key, Vec::new(), Utc::now());
        self.post(&delivery, false).await.map_err(WriteError::from)?;
        self.inbox.posted.notify_one();
        Ok(delivery)
    }

    /// Has a message that was given up tried anew.
    ///
    /// # Errors
    /// When there is none that was given up, or the store does not take it.
    pub async fn replay(&self, id: &str) -> Result<Delivery, DeliveryError> {
        let shown = || id.chars().take(64).collect();
        let found = self.store.delivery(id).await.map_err(WriteError::from)?;
        let dead = found.ok_or_else(|| DeliveryError::NotFound(shown()))?;
        if dead.state != DeliveryState::Dead {
            return Err(DeliveryError::NotDead(shown()));
        }
        // Whoever was refused may be known by now.
        let anew = Delivery {
            state: DeliveryState::Pending,
            attempts: 0,
            due_at: Utc::now(),
            refused: Vec::new(),
            ..dead.clone()
        };
        self.replace_message(&dead, &anew).await.map_err(super::super::seen::raced)?;
        self.inbox.posted.notify_one();
        Ok(anew)
    }
}
