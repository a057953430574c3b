//! Who hears of alerts and messages that change.

use std::collections::HashMap;
use std::sync::Arc;

use kept_store::{Alert, CommitError, Delivery, DeliveryState};
use tokio::sync::broadcast::{self, Receiver, Sender};

use super::super::{App, EVENT_BACKLOG, WriteError};

/// How many of the latest messages are looked at for what other services made of them.
const LATEST: u32 = 50;

/// Things of a kind, told to whoever listens.
#[derive(Debug)]
pub(super) struct News<T>(Sender<Arc<T>>);

impl<T: Clone> Default for News<T> {
    fn default() -> Self {
        Self(broadcast::channel(EVENT_BACKLOG).0)
    }
}

impl<T> News<T> {
    pub(super) fn tell(&self, of: Arc<T>) {
        // An error means that nobody listens.
        let _ = self.0.send(of);
    }
}

/// What was known of the latest messages: what became of each, and how often it was tried.
pub(super) type Marks = HashMap<String, (DeliveryState, usize)>;

impl App {
    /// Every alert that is raised, told to someone else or seen to from now on, whichever service does it.
    #[must_use]
    pub fn changed_alerts(&self) -> Receiver<Arc<Alert>> {
        self.inbox.changed.0.subscribe()
    }

    /// Every message that is made, tried or put back from now on.
    #[must_use]
    pub fn changed_messages(&self) -> Receiver<Arc<Delivery>> {
        self.inbox.messages.0.subscribe()
    }

    /// Makes a message of what waits for its channel, and tells of it. See [`kept_store::Store::post`].
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else was first.
    pub(crate) async fn post(&self, delivery: &Delivery, follows: bool) -> Result<(), CommitError> {
        self.store.post(delivery, follows).await?;
        self.inbox.messages.tell(Arc::new(delivery.clone()));
        Ok(())
    }

    /// Writes what became of a message, and tells of it.
    ///
    /// # Errors
    /// [`CommitError::Stale`] when somebody else did.
    pub(crate) async fn replace_message(&self, before: &Delivery, after: &Delivery) -> Result<(), CommitError> {
        self.store.replace_delivery(before, after).await?;
        self.inbox.messages.tell(Arc::new(after.clone()));
        Ok(())
    }

    /// Tells what other services on the same store made of the latest messages since this was asked last; of what this one did
    /// it is told again.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn follow_messages(&self) -> Result<(), WriteError> {
        let mut known = self.inbox.followed.lock().await;
        let latest = self.store.deliveries(None, None, None, LATEST).await?;
        let mark = |message: &Delivery| (message.state, message.history.len());
        let marks = latest.iter().map(|message| (message.id.clone(), mark(message))).collect();
        if let Some(before) = known.replace(marks) {
            let is_news = |message: &Delivery| before.get(&message.id) != Some(&mark(message));
            latest.into_iter().filter(is_news).for_each(|message| self.inbox.messages.tell(Arc::new(message)));
        }
        Ok(())
    }
}
