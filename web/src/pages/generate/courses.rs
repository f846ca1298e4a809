//! A selection over all courses of a site, and the deletion file that comes of it. Tens of thousands of courses stay smooth: only the rows
//! that are seen are in the document.

use std::collections::BTreeSet;
use std::rc::Rc;

use toolsync_core::generate::{CourseEntry, CourseSelection, deletion_list, reset_file};
use toolsync_core::settings::CourseIdentifier;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::options::Options;
use super::save_text;
use crate::browser;
use crate::check::Window;
use crate::text::{Text, use_text};
use crate::time::day;

/// Height of the list in pixels; the style sheet has the same.
const VIEW: f64 = 480.0;

#[derive(Properties, PartialEq)]
pub struct CoursesProps {
    /// All courses of the site.
    pub courses: Rc<Vec<CourseEntry>>,
}

/// The list and what is done with it.
#[component]
pub fn Courses(props: &CoursesProps) -> Html {
    let text = use_text();
    let selection = use_state_eq(CourseSelection::default);
    // Apart from the rest, so that its thousands of choices are drawn once, not at each key.
    let category = use_state_eq(String::new);
    let choose_category = {
        let category = category.setter();
        use_callback((), move |path: String, ()| category.set(path))
    };
    let chosen = use_state(BTreeSet::<u64>::new);
    let identifier = use_state_eq(CourseIdentifier::default);
    let top = use_state_eq(|| 0.0);
    let left_out = use_state_eq(|| 0);
    // Made once: at each key, only they are looked through.
    let searched = use_memo(props.courses.clone(), |courses| {
        courses
            .iter()
            .map(CourseEntry::searched)
            .collect::<Vec<_>>()
    });
    let shown = use_memo(
        (
            props.courses.clone(),
            (*selection).clone(),
            (*category).clone(),
        ),
        |(courses, selection, category)| {
            let selection = CourseSelection {
                category: category.clone(),
                ..selection.clone()
            };
            let courses = courses.iter().zip(searched.iter().map(String::as_str));
            selection.chosen_from(courses).collect::<Vec<usize>>()
        },
    );
    let categories = use_memo(props.courses.clone(), |courses| paths(courses));
    let scrolled = {
        let top = top.clone();
        Callback::from(move |event: Event| {
            let view: HtmlElement = event.target_unchecked_into();
            top.set(f64::from(view.scroll_top()));
        })
    };
    let choose_shown = {
        let (chosen, shown, courses) = (chosen.clone(), shown.clone(), props.courses.clone());
        Callback::from(move |_: MouseEvent| {
            let ids = shown.iter().map(|place| courses[*place].id);
            chosen.set(chosen.iter().copied().chain(ids).collect());
        })
    };
    let choose_none = {
        let chosen = chosen.clone();
        Callback::from(move |_: MouseEvent| chosen.set(BTreeSet::new()))
    };
    let toggle = {
        let chosen = chosen.clone();
        Callback::from(move |id: u64| {
            let mut ids = (*chosen).clone();
            if !ids.remove(&id) {
                ids.insert(id);
            }
            chosen.set(ids);
        })
    };
    let name_by = {
        let identifier = identifier.clone();
        Callback::from(move |event: Event| {
            let field: HtmlSelectElement = event.target_unchecked_into();
            let name = field.value();
            let choice = IDENTIFIERS.iter().find(|(_, known)| *known == name);
            identifier.set(choice.map_or_else(CourseIdentifier::default, |(choice, _)| *choice));
        })
    };
    let save = |purpose: Purpose| {
        let (courses, chosen, left_out) = (props.courses.clone(), chosen.clone(), left_out.clone());
        let identifier = *identifier;
        Callback::from(move |_: MouseEvent| {
            let these = courses.iter().filter(|course| chosen.contains(&course.id));
            let ((file, without), name) = match purpose {
                Purpose::Deletion => (
                    deletion_list(these, &courses, identifier),
                    "deletecourses.csv",
                ),
                Purpose::Reset => (
                    reset_file(these, &courses, identifier, ';'),
                    "resetcourses.csv",
                ),
            };
            left_out.set(without.len() as u64);
            save_text(&file, name);
        })
    };
    let window = Window::at(*top, VIEW, u32::try_from(shown.len()).unwrap_or(u32::MAX));
    let (above, below) = (use_node_ref(), use_node_ref());
    {
        let nodes = (above.clone(), below.clone());
        use_effect_with((window.above, window.below), move |(over, under)| {
            browser::set_style(&nodes.0, "height", &format!("{over}px"));
            browser::set_style(&nodes.1, "height", &format!("{under}px"));
        });
    }
    let rows = shown
        .iter()
        .skip(window.from as usize)
        .take(window.count as usize)
        .map(|place| row(&props.courses[*place], &chosen, &toggle, &text));
    html! { <>
        <Filters selection={(*selection).clone()} {categories} {choose_category} change={let selection = selection.clone(); Callback::from(move |new| selection.set(new))} />
        <p class="actions" role="status">
            <span>{ text.count("generate-shown", shown.len() as u64) }</span>
            <b>{ text.count("generate-chosen", chosen.len() as u64) }</b>
            <button type="button" class="small" onclick={choose_shown} disabled={shown.is_empty()}>{ text.get("generate-choose-shown") }</button>
            <button type="button" class="small" onclick={choose_none} disabled={chosen.is_empty()}>{ text.get("generate-choose-none") }</button>
        </p>
        <div class="scroll courses" tabindex="0" role="region" aria-label={text.get("generate-title")} onscroll={scrolled}>
            <table class="list rows" aria-rowcount={shown.len().to_string()}>
                <thead><tr>
                    <td></td>
                    { for HEADS.iter().map(|id| html! { <th scope="col">{ text.get(id) }</th> }) }
                </tr></thead>
                <tbody>
                    <tr ref={above} class="room" aria-hidden="true"></tr>
                    { for rows }
                    <tr ref={below} class="room" aria-hidden="true"></tr>
                </tbody>
            </table>
        </div>
        <p class="actions">
            <label for="identifier">{ text.get("generate-identifier") }</label>
            <select id="identifier" onchange={name_by}>
                { for IDENTIFIERS.map(|(choice, name)| html! {
                    <option value={name} selected={choice == *identifier}>{ text.get(&format!("generate-identifier-{name}")) }</option>
                }) }
            </select>
            <button type="button" onclick={save(Purpose::Reset)} disabled={chosen.is_empty()}>{ text.get("generate-resets") }</button>
            <button type="button" onclick={save(Purpose::Deletion)} disabled={chosen.is_empty()}>{ text.get("generate-deletions") }</button>
        </p>
        <Options />
        if *left_out > 0 {
            <p class="notice" role="status">{ text.count("generate-left-out", *left_out) }</p>
        }
    </> }
}

/// What a file may name courses by, with the ends of the ids of the words for it.
const IDENTIFIERS: [(CourseIdentifier, &str); 3] = [
    (CourseIdentifier::Shortname, "shortname"),
    (CourseIdentifier::Idnumber, "idnumber"),
    (CourseIdentifier::Id, "id"),
];

/// What a file of the chosen courses is for.
#[derive(Clone, Copy)]
enum Purpose {
    Deletion,
    Reset,
}

/// Ids of the heads of the columns.
const HEADS: [&str; 7] = [
    "generate-shortname",
    "generate-fullname",
    "generate-idnumber",
    "generate-in",
    "generate-people",
    "generate-access",
    "generate-end",
];

/// Every category that holds courses, with those above it, in order.
fn paths(courses: &[CourseEntry]) -> Vec<String> {
    let mut paths = BTreeSet::new();
    for course in courses {
        let ends = course.category.match_indices('/').map(|(end, _)| end);
        for end in ends.chain([course.category.len()]) {
            paths.insert(course.category[..end].to_owned());
        }
    }
    paths.into_iter().collect()
}

fn row(course: &CourseEntry, chosen: &BTreeSet<u64>, toggle: &Callback<u64>, text: &Text) -> Html {
    let (toggle, id) = (toggle.clone(), course.id);
    let choose = Callback::from(move |_: Event| toggle.emit(id));
    let label = text.with("generate-choose", &[("course", course.shortname.clone())]);
    let moment = |seconds: i64| match seconds {
        0 => text.get("generate-never-word"),
        seconds => day(seconds, text.language()),
    };
    html! {
        <tr key={id} class={classes!((!course.visible).then_some("muted"))}>
            <td><input type="checkbox" checked={chosen.contains(&id)} onchange={choose} aria-label={label} /></td>
            <th scope="row">{ &course.shortname }</th>
            <td>{ &course.fullname }</td>
            <td>{ &course.idnumber }</td>
            <td>{ &course.category }</td>
            <td>{ text.number(course.participants) }</td>
            <td>{ moment(course.last_access) }</td>
            <td>{ moment(course.end) }</td>
        </tr>
    }
}

#[derive(Properties, PartialEq)]
struct FiltersProps {
    selection: CourseSelection,
    categories: Rc<Vec<String>>,
    choose_category: Callback<String>,
    change: Callback<CourseSelection>,
}

/// What narrows the list.
#[component]
fn Filters(props: &FiltersProps) -> Html {
    let text = use_text();
    let typed = with_value(props, |selection, value| selection.search = value);
    let ended = with_value(props, |selection, value| {
        let moment = js_sys::Date::new(&value.into()).get_time();
        selection.ended_before = (!moment.is_nan()).then_some((moment / 1000.0) as i64);
    });
    let tick = |id: &'static str, on: bool, set: fn(&mut CourseSelection, bool)| {
        let (selection, change) = (props.selection.clone(), props.change.clone());
        let changed = Callback::from(move |event: Event| {
            let field: HtmlInputElement = event.target_unchecked_into();
            let mut selection = selection.clone();
            set(&mut selection, field.checked());
            change.emit(selection);
        });
        html! { <label class="tick"><input type="checkbox" checked={on} onchange={changed} />{ text.get(id) }</label> }
    };
    html! {
        <form class="narrowing" role="search">
            <p class="field"><label for="search">{ text.get("generate-search") }</label>
                <input id="search" type="search" oninput={typed} /></p>
            <p class="field"><label for="category">{ text.get("generate-category") }</label>
                <Category paths={props.categories.clone()} choose={props.choose_category.clone()} /></p>
            <p class="field"><label for="ended">{ text.get("generate-ended") }</label>
                <input id="ended" type="date" oninput={ended} /></p>
            { tick("generate-empty", props.selection.empty, |selection, on| selection.empty = on) }
            { tick("generate-never", props.selection.never_accessed, |selection, on| selection.never_accessed = on) }
            { tick("generate-hidden", props.selection.hidden, |selection, on| selection.hidden = on) }
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct CategoryProps {
    paths: Rc<Vec<String>>,
    choose: Callback<String>,
}

/// The category, of thousands perhaps. It is drawn again when another list comes, and not before.
#[component]
fn Category(props: &CategoryProps) -> Html {
    let text = use_text();
    let choose = props.choose.reform(|event: Event| {
        let field: HtmlSelectElement = event.target_unchecked_into();
        field.value()
    });
    let paths = props.paths.iter();
    html! {
        <select id="category" onchange={choose}>
            // Said, since options are put in from the last to the first: the browser would choose the last one, which comes first.
            <option value="" selected=true>{ text.get("generate-category-any") }</option>
            { for paths.map(|path| html! { <option value={path.clone()}>{ path }</option> }) }
        </select>
    }
}

/// What a field does with its value as it is typed.
fn with_value(
    props: &FiltersProps,
    set: impl Fn(&mut CourseSelection, String) + 'static,
) -> Callback<InputEvent> {
    let (selection, change) = (props.selection.clone(), props.change.clone());
    Callback::from(move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        let mut selection = selection.clone();
        set(&mut selection, field.value());
        change.emit(selection);
    })
}
