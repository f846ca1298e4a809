//! `/api/session`: who is at the page, signing in and out; and how handlers learn who asks.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{COOKIE, SET_COOKIE};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse, web};
use toolsync_core::api::{Login, Person, Role, Session};

use super::App;
use super::problem::Problem;
use crate::accounts::Token;

/// Name of the cookie that holds a session's token.
const COOKIE_NAME: &str = "toolsync_session";

/// Who asks: a session (also of nobody) and the person it belongs to.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The token in the cookie.
    pub token: Token,
    /// Whether the request had no cookie.
    pub new: bool,
    /// The person signed in, if any.
    pub person: Option<Person>,
}

impl Visitor {
    /// The visitor's session as the page sees it.
    fn session(&self) -> Session {
        Session {
            person: self.person.clone(),
            csrf: self.token.csrf(),
            core: toolsync_core::VERSION.to_owned(),
        }
    }
}

/// The token in the request's cookie, if it has one of the right form.
pub fn cookie(request: &actix_web::dev::ServiceRequest) -> Option<Token> {
    request
        .headers()
        .get_all(COOKIE)
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .and_then(|(_, value)| Token::parse(value))
}

/// The `Set-Cookie` header of a session. `secure` when people reach the server by https.
pub fn set_cookie(token: &Token, secure: bool) -> String {
    let secure = if secure { "; Secure" } else { "" };
    format!(
        "{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict{secure}",
        token.as_str()
    )
}

impl FromRequest for Visitor {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = request.extensions().get::<Self>().cloned();
        ready(visitor.ok_or(Problem::NotSignedIn))
    }
}

/// A person who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Person);

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let visitor = request.extensions().get::<Visitor>().cloned();
        let person = visitor.and_then(|visitor| visitor.person);
        ready(person.map(Self).ok_or(Problem::NotSignedIn))
    }
}

/// An administrator who is signed in.
#[derive(Debug, Clone)]
pub struct Administrator(pub Person);

impl FromRequest for Administrator {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let signed_in = SignedIn::from_request(request, payload).into_inner();
        ready(signed_in.and_then(|SignedIn(person)| {
            if person.role == Role::Administrator {
                Ok(Self(person))
            } else {
                Err(Problem::NotAllowed)
            }
        }))
    }
}

/// The answer to somebody who has just come in: the new session and its cookie.
pub fn welcome(app: &App, token: Token, person: Person) -> HttpResponse {
    let cookie = set_cookie(&token, app.options.https);
    let visitor = Visitor {
        token,
        new: false,
        person: Some(person),
    };
    HttpResponse::Ok()
        .insert_header((SET_COOKIE, cookie))
        .json(visitor.session())
}

/// Says who is there. Only here does a newcomer get a cookie: were every answer to set one, two requests at once would leave
/// the page with the token of one session and the cookie of another.
async fn get(app: web::Data<App>, visitor: Visitor) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    if visitor.new {
        let cookie = set_cookie(&visitor.token, app.options.https);
        answer.insert_header((SET_COOKIE, cookie));
    }
    answer.json(visitor.session())
}

/// Opens a session under a new token: one that somebody planted in the browser before gains nothing.
async fn post(
    app: web::Data<App>,
    request: HttpRequest,
    login: web::Json<Login>,
) -> Result<HttpResponse, Problem> {
    let address = request
        .peer_addr()
        .map(|address| address.ip().to_string())
        .unwrap_or_default();
    let (token, person) = app.accounts.sign_in(&login, &address).await?;
    Ok(welcome(&app, token, person))
}

async fn delete(app: web::Data<App>, visitor: Visitor) -> Result<HttpResponse, Problem> {
    app.accounts.sign_out(&visitor.token).await?;
    let fresh = Token::draw().map_err(crate::accounts::AccountError::from)?;
    Ok(HttpResponse::NoContent()
        .insert_header((SET_COOKIE, set_cookie(&fresh, app.options.https)))
        .finish())
}

/// Routes of the resource.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/session")
            .route(web::get().to(get))
            .route(web::post().to(post))
            .route(web::delete().to(delete)),
    );
}
