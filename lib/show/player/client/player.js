// What moves players (lib/show/player): play and pause, a line along the pictures, clicks on beats. It stands in every
// output of a notebook, and once on a page of the site; each player is made ready once.
(() => {
  const state = globalThis.soundPlayers ??= { playing: undefined, clicks: undefined };
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const PLAY = "M3 1v14l11-7z", PAUSE = "M2 1h4v14H2zM10 1h4v14h-4z";
  const clock = (s) => `${Math.floor(s / 60)}:${(s % 60).toFixed(1).padStart(4, "0")}`;

  function make(name, properties = {}, ...children) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  }

  state.prepare ??= prepare; // for pages that make players of their own
  function prepare(player) {
    player.dataset.ready = "yes";
    const audio = player.querySelector("audio"), stage = player.querySelector(".stage");
    const name = player.ariaLabel ?? "Sound", length = Number(player.dataset.seconds);
    const beats = (player.dataset.beats ?? "").split(" ").filter(Boolean).map(Number);
    const chords = [...player.querySelectorAll(".chords span")];

    const sign = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    sign.setAttribute("viewBox", "0 0 16 16");
    sign.setAttribute("aria-hidden", "true");
    sign.append(shape);
    const button = make("button", { type: "button" }, sign);
    const told = make("span", { className: "clock" });
    const bar = make("div", { className: "transport" }, button, told);
    const cursor = make("div", { className: "cursor" });
    const seek = make("input", { type: "range", className: "seek", min: 0, max: length });
    Object.assign(seek, { step: .01, value: 0, ariaLabel: `Position in ${name}` });
    stage.append(cursor, seek);
    player.append(bar);
    audio.controls = false;

    function show() {
      const at = Math.min(audio.currentTime, length);
      cursor.style.left = `${100 * at / length}%`;
      seek.value = at;
      told.textContent = `${clock(at)} / ${clock(length)}`;
      let chord;
      for (const label of chords) {
        const now = at >= Number(label.dataset.start) && at < Number(label.dataset.end) && at > 0;
        label.classList.toggle("now", now);
        if (now) chord = label.textContent;
      }
      seek.ariaValueText = `${at.toFixed(1)} of ${length.toFixed(1)} seconds${
        chord ? `, chord ${chord}` : ""
      }`;
    }
    function turn() {
      shape.setAttribute("d", audio.paused ? PLAY : PAUSE);
      button.ariaLabel = `${audio.paused ? "Play" : "Pause"} ${name}`;
    }
    function follow() {
      show();
      if (!audio.paused && !still.matches) requestAnimationFrame(follow);
    }
    const clicking = beats.length ? clicker(audio, beats) : undefined;
    if (clicking) {
      const box = make("input", { type: "checkbox" });
      box.addEventListener("change", () => clicking.turn(box.checked));
      bar.append(make("label", {}, box, "Clicks"));
    }

    const toggle = () => audio.paused ? audio.play().catch(failed) : audio.pause();
    function failed(error) {
      if (error.name === "AbortError") return; // paused before it began
      player.querySelector(".wrong")?.remove();
      const why = "This sound cannot be played here.";
      bar.append(make("p", { className: "wrong", role: "status", textContent: why }));
    }
    button.addEventListener("click", toggle);
    seek.addEventListener("input", () => {
      audio.currentTime = Number(seek.value);
      show();
    });
    player.addEventListener("keydown", (event) => {
      event.stopPropagation(); // slides and notebooks have keys of their own
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
      if (event.target !== seek || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === " ") toggle();
      else if (event.key in steps) {
        const to = audio.currentTime + steps[event.key] * Math.min(1, length / 20);
        audio.currentTime = Math.min(length, Math.max(0, to));
        show();
      } else return;
      event.preventDefault();
    });
    audio.addEventListener("play", () => {
      if (state.playing !== audio) state.playing?.pause();
      state.playing = audio;
      turn();
      follow();
    });
    for (const happens of ["pause", "ended"]) {
      audio.addEventListener(happens, () => {
        turn();
        show();
      });
    }
    for (const happens of ["timeupdate", "seeked"]) audio.addEventListener(happens, show);
    turn();
    show();
  }

  // Clicks on beats: planned a moment ahead, on the clock of the sound.
  function clicker(audio, beats) {
    const AHEAD = .4;
    let on = false, timer, bus, from = 0;
    function click(when) {
      const context = state.clicks, tone = context.createOscillator(), level = context.createGain();
      tone.frequency.value = 1500;
      level.gain.setValueAtTime(.5, when);
      level.gain.exponentialRampToValueAtTime(.001, when + .04);
      tone.connect(level).connect(bus);
      tone.start(when);
      tone.stop(when + .05);
    }
    function plan() {
      const context = state.clicks, now = audio.currentTime, until = now + AHEAD;
      for (const beat of beats) {
        if (beat < from || beat >= until) continue;
        const ahead = (beat - now) / audio.playbackRate - (context.outputLatency || 0);
        click(context.currentTime + Math.max(0, ahead));
      }
      from = until;
    }
    function stop() {
      clearInterval(timer);
      bus?.disconnect();
      timer = bus = undefined;
    }
    function start() {
      stop();
      if (!on || audio.paused) return;
      const context = state.clicks ??= new AudioContext();
      context.resume();
      bus = context.createGain();
      bus.connect(context.destination);
      from = audio.currentTime - .02;
      plan();
      timer = setInterval(plan, 100);
    }
    for (const happens of ["playing", "seeked"]) audio.addEventListener(happens, start);
    for (const happens of ["pause", "ended", "seeking"]) audio.addEventListener(happens, stop);
    return {
      turn(wanted) {
        on = wanted;
        start();
      },
    };
  }

  for (const player of document.querySelectorAll(".sound-player:not([data-ready])")) {
    prepare(player);
  }
})();
