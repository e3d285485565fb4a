//! The terminal's modes: entered together, left together, and left on a panic too. Draws what it is given.

use std::{
    cell::RefCell,
    io::{self, Stdout, Write},
    mem, panic,
    rc::Rc,
    sync::{Mutex, MutexGuard, PoisonError},
    thread,
};

use crossterm::{
    clipboard::CopyToClipboard,
    cursor::Show,
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};
use ratatui::{
    Terminal, TerminalOptions, Viewport,
    backend::{Backend, CrosstermBackend},
    buffer::Buffer,
    layout::Rect,
};

use crate::{
    store::saver::Handle,
    tui::{app::App, widgets::editor::Echo},
};

/// The terminal while the program has it. Dropping it gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Held>>,
    held: Held,
    /// What was written last. The same once more would change nothing, nor would what it ended with.
    last: Vec<u8>,
    /// What is seen, while somebody may type into it.
    seen: Buffer,
}

impl Screen {
    /// Takes the terminal.
    pub fn open() -> io::Result<Self> {
        enter()?;
        let held = Held::default();
        let backend = CrosstermBackend::new(held.clone());
        // To ask for the size opens the terminal anew: it is asked when it may be another one, not at every key.
        let viewport = Viewport::Fixed(backend.size()?.into());
        Ok(Self {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport })?,
            held,
            last: Vec::new(),
            seen: Buffer::default(),
        })
    }

    /// Draws one frame. `ready` is waited for in between: nothing of the frame is seen before.
    pub fn draw(&mut self, app: &mut App, ready: impl FnOnce()) -> io::Result<()> {
        let drawn = self.terminal.draw(|frame| app.draw(frame))?;
        ready();
        write(self.held.0.take(), &mut self.last)?;
        if app.may_echo() {
            // Now, when nobody waits for it.
            self.seen.resize(drawn.buffer.area);
            self.seen.content.clone_from_slice(&drawn.buffer.content);
        } else {
            self.seen.resize(Rect::ZERO);
        }
        Ok(())
    }

    /// Draws what was just typed, and nothing else that it changes: a whole frame takes many times as long, and follows.
    pub fn echo(&mut self, app: &mut App) -> io::Result<()> {
        let drawn = self.terminal.current_buffer_mut();
        if self.seen.area != drawn.area {
            return Ok(());
        }
        let Some(Echo { lines, cursor }) = app.echo(drawn) else { return Ok(()) };
        let (was, is) = (part(&self.seen, lines), part(drawn, lines));
        self.terminal.backend_mut().draw(was.diff_iter(&is))?;
        self.terminal.show_cursor()?;
        self.terminal.set_cursor_position(cursor)?;
        write(self.held.0.take(), &mut self.last)?;
        // The frame that follows is compared with what is seen now.
        self.seen.merge(&is);
        self.terminal.current_buffer_mut().content.clone_from_slice(&self.seen.content);
        self.terminal.swap_buffers();
        Ok(())
    }

    /// Takes the size that the window has now; where that is another one, all is drawn anew.
    pub fn fit(&mut self) -> io::Result<()> {
        let area: Rect = self.terminal.size()?.into();
        if area == self.terminal.get_frame().area() {
            return Ok(());
        }
        self.last.clear();
        self.terminal.resize(area)
    }

    /// Gives the terminal to somebody else, runs `busy`, and takes it back. What came of `busy` counts even where the
    /// terminal has gone meanwhile.
    pub fn lend<T>(&mut self, busy: impl FnOnce() -> T) -> (T, io::Result<()>) {
        restore();
        let result = busy();
        (result, self.take_back())
    }

    fn take_back(&mut self) -> io::Result<()> {
        enter()?;
        // Not `clear`: it asks the terminal where its cursor is, and a silent one never answers.
        self.last.clear();
        self.seen.resize(Rect::ZERO);
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Puts text on the terminal's own clipboard, where it has one (OSC 52).
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

/// These lines of what is drawn.
fn part(buf: &Buffer, lines: Rect) -> Buffer {
    let mut part = Buffer { area: lines, content: Vec::with_capacity(lines.area() as usize) };
    for y in lines.top()..lines.bottom() {
        let from = buf.index_of(lines.x, y);
        part.content.extend_from_slice(&buf.content[from..from + usize::from(lines.width)]);
    }
    part
}

/// Writes to the terminal what was drawn, unless nothing changes by it.
fn write(bytes: Vec<u8>, last: &mut Vec<u8>) -> io::Result<()> {
    if !last.ends_with(&bytes) {
        let mut out = stdout().lock();
        out.write_all(&bytes)?;
        out.flush()?;
        *last = bytes;
    }
    Ok(())
}

/// What a frame writes, held back until all of it is there: it goes out in one piece.
#[derive(Clone, Default)]
struct Held(Rc<RefCell<Vec<u8>>>);

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[expect(clippy::disallowed_methods, reason = "what is drawn was made safe before, and the rest is ours")]
fn stdout() -> Stdout {
    io::stdout()
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Whether the program has the terminal. To leave the alternate screen twice puts the cursor back where it once was, over
/// the report of a panic or the shell's own words.
static TAKEN: Mutex<bool> = Mutex::new(false);

fn taken() -> MutexGuard<'static, bool> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn enter() -> io::Result<()> {
    let mut taken = taken();
    enable_raw_mode()?;
    *taken = true;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableMouseCapture)
}

/// Gives the terminal back as it was, once.
pub fn restore() {
    give_back(&mut taken());
}

/// The same for good, on a thread that lasts until the program has ended: who wakes meanwhile, or was about to draw, waits
/// for that.
#[cfg(unix)]
pub fn restore_for_good(restored: &std::sync::mpsc::Sender<()>) -> ! {
    let mut taken = taken();
    let _out = stdout().lock();
    give_back(&mut taken);
    let _ = restored.send(());
    loop {
        thread::park();
    }
}

/// Errors are of no use to anybody: the terminal may be gone.
fn give_back(taken: &mut bool) {
    if mem::take(taken) {
        let _ = disable_raw_mode();
        let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste, LeaveAlternateScreen, Show);
    }
}

/// On a panic of this thread: saves what is not saved, gives the terminal back, and only then reports. On another's, which
/// ends no more than that thread, the screen stays as it is: whoever waits for the thread says what happened.
pub fn restore_on_panic(saver: Handle) {
    let report = panic::take_hook();
    let of_the_screen = thread::current().id();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() != of_the_screen {
            return;
        }
        // What was typed comes first; if even that fails, the report still has to be read.
        let _ = saver.close();
        restore();
        report(info);
    }));
}
