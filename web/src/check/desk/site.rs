//! The site that a file is checked against: which there are, and what a browser may have of one.

use toolsync_core::api::{AppSettings, SiteSummary};
use toolsync_core::settings::Settings;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Desk, Msg, Notice};
use crate::api;

/// Asks for sites and settings, when somebody is signed in.
pub fn load(ctx: &Context<Desk>) {
    if ctx.props().session.person.is_none() {
        return;
    }
    let link = ctx.link().clone();
    spawn_local(async move {
        // Without an answer the file is checked by itself, with the settings that a server starts with.
        if let Ok(settings) = api::get::<AppSettings>("/api/settings").await {
            link.send_message(Msg::Settings(settings.sync));
        }
        if let Ok(sites) = api::get::<Vec<SiteSummary>>("/api/sites").await {
            link.send_message(Msg::Sites(sites));
        }
    });
}

/// What a browser may have of a site, and the settings that go with it.
#[derive(Clone, PartialEq)]
pub struct Against {
    /// The digest index, an `ArrayBuffer`.
    pub digest: JsValue,
    /// The state of site and settings, as the server names it.
    pub state: String,
    /// The settings of checks.
    pub settings: Settings,
}

/// Settings first: the state that comes with the digest index covers them.
async fn ask(site: &str) -> Result<Against, api::Failure> {
    let settings = api::get::<AppSettings>("/api/settings").await?.sync;
    let name = js_sys::encode_uri_component(site);
    let (digest, state) = api::get_bytes(&format!("/api/sites/{name}/digest")).await?;
    Ok(Against {
        digest,
        state,
        settings,
    })
}

impl Desk {
    /// Takes a site, and checks (again) once it is known what the site has.
    pub(super) fn choose_site(&mut self, ctx: &Context<Self>, site: Option<String>) {
        self.site = site;
        match self.site.clone() {
            None => {
                self.against = None;
                self.check(ctx, false);
            }
            Some(site) => {
                let link = ctx.link().clone();
                spawn_local(async move {
                    let answer = ask(&site).await;
                    let answer = answer.map_err(|failure| failure.message().to_owned());
                    link.send_message(Msg::Digest(site, answer));
                });
            }
        }
    }

    pub(super) fn take_digest(
        &mut self,
        ctx: &Context<Self>,
        site: &str,
        answer: Result<Against, String>,
    ) {
        // Another site may have been chosen while this answer was on its way.
        if self.site.as_deref() != Some(site) {
            return;
        }
        match answer {
            Ok(against) => {
                self.options.settings.clone_from(&against.settings);
                self.against = Some(against);
            }
            Err(words) => {
                self.site = None;
                self.against = None;
                self.notice = Some(Notice::NoSite(words));
            }
        }
        self.check(ctx, false);
    }
}
