//! The shell: which page is shown, in which language and colours, and who is at it.

use toolsync_core::api::Session;
use toolsync_core::messages::Language;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use crate::text::{Text, use_text};
use crate::widgets::header::Header;
use crate::{api, browser, pages};

/// The places in the app.
#[derive(Debug, Clone, PartialEq, Routable)]
pub enum Route {
    /// A file is checked.
    #[at("/")]
    Check,
    /// What was submitted.
    #[at("/runs")]
    Runs,
    /// One submission.
    #[at("/runs/:id")]
    Run {
        /// Its number.
        id: i64,
    },
    /// Files made from a site.
    #[at("/generate")]
    Generate,
    /// All kinds and codes.
    #[at("/reference")]
    Reference,
    /// A kind of file.
    #[at("/reference/kinds/:kind")]
    KindReference {
        /// Its stable name.
        kind: String,
    },
    /// What a code means.
    #[at("/reference/codes/:code")]
    CodeReference {
        /// Its stable name.
        code: String,
    },
    /// Who has an account.
    #[at("/people")]
    People,
    /// Which sites are connected.
    #[at("/sites")]
    Sites,
    /// Settings.
    #[at("/settings")]
    Settings,
    /// Signing in.
    #[at("/sign-in")]
    SignIn,
    /// Accepting an invitation.
    #[at("/welcome/:token")]
    Welcome {
        /// From the link.
        token: String,
    },
    /// Anything else.
    #[not_found]
    #[at("/not-found")]
    NotFound,
}

impl Route {
    /// Whether the page says nothing to somebody who is not signed in.
    fn needs_a_person(&self) -> bool {
        matches!(
            self,
            Self::Runs
                | Self::Run { .. }
                | Self::Generate
                | Self::People
                | Self::Sites
                | Self::Settings
        )
    }

    /// Id of the page's title.
    fn title(&self) -> &'static str {
        match self {
            Self::Check => "nav-check",
            Self::Runs | Self::Run { .. } => "nav-runs",
            Self::Generate => "generate-title",
            Self::Reference | Self::KindReference { .. } | Self::CodeReference { .. } => {
                "reference-page-title"
            }
            Self::People => "nav-people",
            Self::Sites => "sites-title",
            Self::Settings => "nav-settings",
            Self::SignIn => "sign-in-title",
            Self::Welcome { .. } => "welcome-title",
            Self::NotFound => "not-found-title",
        }
    }
}

/// Who is at the page, and how a page says that this changed.
#[derive(Debug, Clone, PartialEq)]
struct SessionContext {
    session: Session,
    changed: Callback<Session>,
}

/// The session of nobody, before the server has answered.
fn nobody() -> Session {
    Session {
        person: None,
        csrf: String::new(),
        core: String::new(),
    }
}

/// Who is at the page; nobody before the server has answered.
#[hook]
pub fn use_session() -> Session {
    use_context::<SessionContext>().map_or_else(nobody, |context| context.session)
}

/// Tells the app who is at the page now, after signing in or out.
#[hook]
pub fn use_session_changed() -> Callback<Session> {
    use_context::<SessionContext>().map_or_else(Callback::noop, |context| context.changed)
}

/// The whole app.
#[component]
pub fn App() -> Html {
    let language = use_state_eq(browser::preferred_language);
    let session = use_state_eq(nobody);
    // At once, not in an effect: texts and requests read the language from the document.
    use_memo(*language, |language| browser::set_language(*language));
    use_memo((), |()| browser::set_theme(browser::preferred_theme()));
    {
        let session = session.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                // A server that cannot be asked leaves the page what it is without one: a place to check files.
                if let Ok(answer) = api::session().await {
                    session.set(answer);
                }
            });
        });
    }
    let changed = {
        let session = session.clone();
        Callback::from(move |answer: Session| {
            api::keep_token(&answer);
            session.set(answer);
        })
    };
    let choose_language = {
        let language = language.clone();
        Callback::from(move |chosen: Language| language.set(chosen))
    };
    let context = SessionContext {
        session: (*session).clone(),
        changed,
    };
    html! {
        <ContextProvider<Text> context={Text::of(*language)}>
            <ContextProvider<SessionContext> {context}>
                <BrowserRouter><Shell {choose_language} /></BrowserRouter>
            </ContextProvider<SessionContext>>
        </ContextProvider<Text>>
    }
}

#[derive(Properties, PartialEq)]
struct ShellProps {
    choose_language: Callback<Language>,
}

/// Header, page and skip link.
#[component]
fn Shell(props: &ShellProps) -> Html {
    let text = use_text();
    let route = use_route::<Route>().unwrap_or(Route::NotFound);
    let session = use_session();
    let title = text.get(route.title());
    use_effect_with((title.clone(), text.get("app-name")), |(title, app)| {
        browser::set_title(&format!("{title} – {app}"));
    });
    // A new page has the keyboard's focus, so that it is read out; the first one leaves it to the browser.
    let first = use_mut_ref(|| true);
    use_effect_with(route.clone(), move |_| {
        if !first.replace(false) {
            browser::focus("main");
        }
    });
    html! { <>
        <a class="skip" href="#main">{ text.get("shell-skip") }</a>
        <Header choose_language={props.choose_language.clone()} />
        <main id="main" tabindex="-1">
            // Kept while other pages are shown: a file at hand survives signing in.
            <pages::check::Check is_shown={route == Route::Check} />
            { page(&route, &session) }
        </main>
    </> }
}

fn page(route: &Route, session: &Session) -> Html {
    if route.needs_a_person() && session.person.is_none() {
        // Until the server has said who is here; then the way in, and after it the page that was asked for.
        if session.csrf.is_empty() {
            return html! { <p class="muted" role="status">{ Text::current().get("loading") }</p> };
        }
        return html! { <pages::sign_in::SignIn /> };
    }
    match route {
        Route::Check => Html::default(),
        Route::Runs => html! { <pages::runs::Runs /> },
        Route::Run { id } => html! { <pages::run::Run id={*id} /> },
        Route::Generate => html! { <pages::generate::Generate /> },
        Route::Reference => html! { <pages::reference::Contents /> },
        Route::KindReference { kind } => {
            html! { <pages::reference::Kind kind={kind.clone()} /> }
        }
        Route::CodeReference { code } => {
            html! { <pages::reference::Code code={code.clone()} /> }
        }
        Route::People => html! { <pages::people::People /> },
        Route::Sites => html! { <pages::sites::Sites /> },
        Route::Settings => html! { <pages::settings::Settings /> },
        Route::SignIn => html! { <pages::sign_in::SignIn /> },
        Route::Welcome { token } => html! { <pages::welcome::Welcome token={token.clone()} /> },
        _ => html! { <pages::not_found::NotFound /> },
    }
}
