//! The table of rows: virtual, marked, editable, driven by the keyboard.
//!
//! It is a grid after the ARIA practices: one cell is in the order of the Tab key, arrow keys move it, Enter or F2
//! edits, Escape gives up. Only the rows in view are in the document.

mod cell;

use std::rc::Rc;

use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::browser;
use crate::check::window::{ROW, Window, scroll_to, seen};
use crate::text::use_text;
use crate::worker::messages::{Edit, RowFilter, RowPage, RowView, RowsWanted, Summary};
use cell::{Cell, cell_id};

/// Height of the view before the browser has said it, in pixels.
const HEIGHT: f64 = 640.0;

#[derive(Properties, PartialEq)]
pub struct GridProps {
    /// The verdict.
    pub summary: Rc<Summary>,
    /// The rows at hand.
    pub page: Rc<RowPage>,
    /// Which rows are shown.
    pub filter: RowFilter,
    /// Counts checks: rows are asked for again after each.
    pub checks: u32,
    /// Row and column to go to, and how often somebody asked to go somewhere.
    pub target: Option<(u32, u32, u32)>,
    /// Called for rows.
    pub want: Callback<RowsWanted>,
    /// Called with another filter.
    pub choose_filter: Callback<RowFilter>,
    /// Called with a cell that was written.
    pub edit: Callback<Edit>,
}

/// Filter and table.
#[component]
pub fn Grid(props: &GridProps) -> Html {
    let text = use_text();
    let choices = [
        (RowFilter::All, "check-rows-all"),
        (RowFilter::Errors, "check-rows-errors"),
        (RowFilter::Findings, "check-rows-findings"),
    ];
    let choices = choices
        .into_iter()
        .zip(props.summary.rows)
        .map(|((filter, id), count)| {
            let choose = {
                let choose = props.choose_filter.clone();
                Callback::from(move |_: MouseEvent| choose.emit(filter))
            };
            let pressed = (filter == props.filter).to_string();
            html! {
                <button type="button" class="chip" aria-pressed={pressed} disabled={count == 0} onclick={choose}>
                    { text.get(id) }{ " " }<span class="count">{ text.number(u64::from(count)) }</span>
                </button>
            }
        });
    let total = match props.filter {
        RowFilter::All => props.summary.rows[0],
        RowFilter::Errors => props.summary.rows[1],
        RowFilter::Findings => props.summary.rows[2],
    };
    html! {
        <section class="rows-card card" aria-labelledby="rows-title">
            <div class="rows-head">
                <h2 id="rows-title">{ text.get("check-rows") }</h2>
                <div class="chips" role="group" aria-label={text.get("check-rows-filter")}>{ for choices }</div>
            </div>
            <Table key={format!("{:?}", props.filter)} header={props.summary.verdict.header.clone()} page={props.page.clone()}
                filter={props.filter} {total} checks={props.checks} target={props.target} want={props.want.clone()} edit={props.edit.clone()} />
            <p class="muted keys">{ text.get("check-keys") }</p>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct TableProps {
    header: Vec<String>,
    page: Rc<RowPage>,
    filter: RowFilter,
    /// Rows that pass the filter.
    total: u32,
    checks: u32,
    target: Option<(u32, u32, u32)>,
    want: Callback<RowsWanted>,
    edit: Callback<Edit>,
}

/// Where the keyboard is: position among the rows shown, and column.
type Place = (u32, u32);

#[component]
fn Table(props: &TableProps) -> Html {
    let text = use_text();
    let scroller = use_node_ref();
    let (above, below) = (use_node_ref(), use_node_ref());
    let table = use_node_ref();
    let view = use_state_eq(|| (0.0, HEIGHT));
    let place = use_state_eq(|| (0, 0));
    let editing = use_state_eq(|| None::<Place>);
    // Set when the keyboard moved: the cell takes the focus as soon as it is in the document.
    let is_focus_due = use_mut_ref(|| false);
    let (top, height) = *view;
    let window = Window::at(top, height, props.total);

    {
        let want = props.want.clone();
        let wanted = RowsWanted {
            from: window.from,
            count: window.count,
            filter: props.filter,
        };
        use_effect_with((wanted, props.checks), move |(wanted, _)| {
            want.emit(*wanted)
        });
    }
    {
        let nodes = (above.clone(), below.clone(), table.clone());
        let columns = props.header.len();
        use_effect_with(
            (window.above, window.below, columns),
            move |(over, under, columns)| {
                browser::set_style(&nodes.0, "height", &format!("{over}px"));
                browser::set_style(&nodes.1, "height", &format!("{under}px"));
                browser::set_style(&nodes.2, "--columns", &columns.to_string());
            },
        );
    }
    let look = {
        let (scroller, view) = (scroller.clone(), view.clone());
        Callback::from(move |()| {
            if let Some(scroller) = scroller.cast::<HtmlElement>() {
                let top = f64::from(scroller.scroll_top());
                view.set((top, f64::from(scroller.client_height())));
            }
        })
    };
    {
        let look = look.clone();
        use_effect_with((), move |()| look.emit(()));
    }
    let go = {
        let (scroller, place, is_focus_due) =
            (scroller.clone(), place.clone(), is_focus_due.clone());
        let total = props.total;
        Callback::from(move |to: Place| {
            is_focus_due.replace(true);
            place.set(to);
            if let Some(scroller) = scroller.cast::<HtmlElement>() {
                let top = f64::from(scroller.scroll_top());
                let height = f64::from(scroller.client_height());
                if let Some(top) = scroll_to(to.0, top, height, total) {
                    // Whole pixels, far below what an i32 holds.
                    scroller.set_scroll_top(top as i32);
                }
            }
            focus(to);
        })
    };
    {
        let go = go.clone();
        use_effect_with(props.target, move |target| {
            if let Some((row, column, _)) = target {
                go.emit((*row, *column));
            }
        });
    }
    {
        let (page, place, is_focus_due) = (props.page.clone(), *place, is_focus_due.clone());
        use_effect(move || {
            let rows = page.wanted;
            let is_there = (rows.from..rows.from + rows.count).contains(&place.0);
            if is_there && *is_focus_due.borrow() && focus(place) {
                is_focus_due.replace(false);
            }
        });
    }

    let last_row = props.total.saturating_sub(1);
    let last_column = u32::try_from(props.header.len())
        .unwrap_or(u32::MAX)
        .saturating_sub(1);
    let press = {
        let (go, editing, place) = (go.clone(), editing.clone(), place.clone());
        Callback::from(move |event: KeyboardEvent| {
            // While a cell is edited, keys are its own.
            if editing.is_some() {
                return;
            }
            if matches!(event.key().as_str(), "Enter" | "F2") {
                event.prevent_default();
                editing.set(Some(*place));
            } else if let Some(to) = step(&event, *place, (last_row, last_column), seen(height)) {
                event.prevent_default();
                go.emit(to);
            }
        })
    };
    let finish = {
        let (editing, go, place) = (editing.clone(), go.clone(), place.clone());
        let (edit, page) = (props.edit.clone(), props.page.clone());
        Callback::from(move |written: Option<String>| {
            if let (Some((position, column)), Some(written)) = (*editing, written)
                && let Some(row) = row_at(&page, position)
            {
                edit.emit(Edit {
                    row: row.index,
                    column,
                    text: written,
                });
            }
            editing.set(None);
            go.emit(*place);
        })
    };
    let begin = {
        let (place, editing) = (place.clone(), editing.clone());
        Callback::from(move |(to, edits): (Place, bool)| {
            place.set(to);
            if edits {
                editing.set(Some(to));
            }
        })
    };

    // Rows that have not come yet keep their room, empty.
    let is_in_view = (window.from..window.from + window.count).contains(&place.0);
    let stop = if is_in_view { place.0 } else { window.from };
    let rows = (window.from..window.from + window.count).map(|position| {
        let row = (props.page.wanted.filter == props.filter)
            .then(|| row_at(&props.page, position))
            .flatten();
        let cells = (0..=last_column).map(|column| {
            let at = (position, column);
            html! {
                <Cell key={column} {at} cell={row.and_then(|row| row.cells.get(column as usize)).cloned()}
                    is_stop={position == stop && column == place.1} is_edited={*editing == Some(at)} begin={begin.clone()} finish={finish.clone()} />
            }
        });
        let findings = row.map(|row| row.findings.as_slice()).unwrap_or_default();
        let words: Vec<_> = findings.iter().map(|finding| text.finding(finding)).collect();
        let class = findings.iter().map(|finding| finding.severity()).min().map(|weight| weight.as_str());
        html! {
            <tr key={position} role="row" aria-rowindex={(u64::from(position) + 2).to_string()}>
                <th role="rowheader" scope="row" class={classes!("line", class)} title={(!words.is_empty()).then(|| words.join("\n"))}>
                    { row.map(|row| text.number(row.line)) }
                    if !words.is_empty() { <span class="visually-hidden">{ " " }{ words.join(" ") }</span> }
                </th>
                { for cells }
            </tr>
        }
    });
    let heads = props.header.iter().map(
        |name| html! { <th role="columnheader" scope="col" title={name.clone()}>{ name }</th> },
    );
    let scrolled = {
        let look = look.clone();
        Callback::from(move |_: Event| look.emit(()))
    };
    html! {
        <div class="grid-view" ref={scroller} onscroll={scrolled}>
            <table ref={table} role="grid" aria-labelledby="rows-title" aria-rowcount={(u64::from(props.total) + 1).to_string()}
                aria-colcount={(props.header.len() + 1).to_string()} onkeydown={press}>
                <thead role="rowgroup"><tr role="row" aria-rowindex="1"><th role="columnheader" scope="col" class="line">{ text.get("check-column-line") }</th>{ for heads }</tr></thead>
                <tbody role="rowgroup">
                    <tr ref={above} class="space" role="presentation" aria-hidden="true"></tr>
                    { for rows }
                    <tr ref={below} class="space" role="presentation" aria-hidden="true"></tr>
                </tbody>
            </table>
        </div>
    }
}

/// Where a key leads from a place, between the first cell and `last`.
fn step(event: &KeyboardEvent, (row, column): Place, last: Place, page: u32) -> Option<Place> {
    let page = page.saturating_sub(2).max(1);
    let far = event.ctrl_key() || event.meta_key();
    let to = match event.key().as_str() {
        "ArrowUp" => (row.saturating_sub(1), column),
        "ArrowDown" => (row + 1, column),
        "ArrowLeft" => (row, column.saturating_sub(1)),
        "ArrowRight" => (row, column + 1),
        "PageUp" => (row.saturating_sub(page), column),
        "PageDown" => (row.saturating_add(page), column),
        "Home" => (if far { 0 } else { row }, 0),
        "End" => (if far { last.0 } else { row }, last.1),
        _ => return None,
    };
    Some((to.0.min(last.0), to.1.min(last.1)))
}

/// The row at a position, if it is among those at hand.
fn row_at(page: &RowPage, position: u32) -> Option<&RowView> {
    page.rows
        .get(position.checked_sub(page.wanted.from)? as usize)
}

/// Moves the focus to a cell; whether it is in the document.
fn focus(place: Place) -> bool {
    let id = cell_id(place);
    let is_there =
        browser::document().is_some_and(|document| document.get_element_by_id(&id).is_some());
    if is_there {
        browser::focus(&id);
    }
    is_there
}

// The arithmetic and the style sheet must agree on the height of a row.
const _: () = assert!(ROW == 32.0);
