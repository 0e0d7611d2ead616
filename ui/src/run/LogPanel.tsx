import { Button, NativeSelect, TextInput } from '@mantine/core'
import { memo, useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { logDownloadPath } from '../api/client'
import type { LogLine, Step } from '../api/model'
import { Empty, ErrorNote, Loading } from '../words/Parts'
import { countOf } from '../words/states'
import { clockWords } from '../words/time'
import type { LineFeed } from './lineFeed'
import './log.css'
import { earlierThan, lineCount, matches, parts, stepTo, type LogPageHeld, type Match } from './logWindow'
import { useRunLog } from './useRunLog'

export function LogPanel({
  run,
  live,
  steps,
  step,
  feed,
  onStep,
  onCaughtUp,
}: {
  run: number
  live: boolean
  steps: readonly Step[]
  step: Step | null
  feed: LineFeed
  onStep: (step: Step | null) => void
  onCaughtUp: (seq: number) => void
}) {
  const log = useRunLog(run, step?.key ?? null, feed, onCaughtUp)
  const [follow, setFollow] = useState(live)
  const [wrap, setWrap] = useState(true)
  const [times, setTimes] = useState(false)
  const [sought, setSought] = useState('')
  const text = useDeferredValue(sought.trim())
  const [current, setCurrent] = useState(-1)
  const scroller = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)

  const found = useMemo(() => matches(log.window, text), [log.window, text])
  const match = found[current] ?? null
  const titles = useMemo(() => new Map(steps.map((one) => [one.key, one.title])), [steps])

  useLayoutEffect(() => {
    const box = scroller.current
    if (follow && box !== null) {
      box.scrollTop = box.scrollHeight
    }
  }, [follow, log.window, wrap, times])

  const walk = (direction: 1 | -1) => {
    setFollow(false)
    // Enter may come before the search of a long log is through; then its first match is meant.
    setCurrent(found.length === 0 ? 0 : stepTo(found.length, current, direction))
  }
  useEffect(() => {
    if (match !== null) {
      document.getElementById(`log-${match.seq}`)?.scrollIntoView({ block: 'center' })
    }
  }, [match])

  const onScroll = () => {
    const box = scroller.current
    if (box === null) {
      return
    }
    const movedUp = box.scrollTop < lastTop.current - 4
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 8
    lastTop.current = box.scrollTop
    if (follow && movedUp && !atEnd) {
      setFollow(false)
    }
  }

  const count = lineCount(log.window)
  return (
    <section className="panel log-panel" aria-labelledby="log-heading">
      <div className="panel-head">
        <h2 id="log-heading">Log</h2>
        <NativeSelect
          aria-label="Lines of which step"
          value={step?.key ?? ''}
          onChange={(event) => {
            const key = event.currentTarget.value
            setCurrent(-1)
            onStep(steps.find((one) => one.key === key) ?? null)
          }}
          data={[
            { value: '', label: 'All steps' },
            ...steps.map((one) => ({ value: one.key, label: one.title })),
          ]}
        />
        <form
          role="search"
          aria-label="Search the log"
          className="log-search"
          onSubmit={(event) => {
            event.preventDefault()
            walk(1)
          }}
        >
          <TextInput
            size="xs"
            type="search"
            aria-label="Search the log"
            placeholder="Search"
            data-search
            value={sought}
            onChange={(event) => {
              setSought(event.currentTarget.value)
              setCurrent(-1)
            }}
          />
          <span className="small dim nowrap" role="status">
            {text !== '' &&
              (found.length === 0
                ? 'no match'
                : current < 0
                  ? countOf(found.length, 'match', 'matches')
                  : `${current + 1} of ${found.length.toLocaleString('en')}`)}
          </span>
          {text !== '' && (
            <>
              <Button
                variant="default"
                aria-label="Previous match"
                disabled={found.length === 0}
                onClick={() => walk(-1)}
              >
                ↑
              </Button>
              <Button variant="default" type="submit" aria-label="Next match" disabled={found.length === 0}>
                ↓
              </Button>
            </>
          )}
        </form>
        <div className="row push">
          <Toggle on={follow} onChange={setFollow}>
            Follow
          </Toggle>
          <Toggle on={wrap} onChange={setWrap}>
            Wrap
          </Toggle>
          <Toggle on={times} onChange={setTimes}>
            Times
          </Toggle>
          <a className="small" href={logDownloadPath(run, step?.key ?? null)} download>
            Download
          </a>
        </div>
      </div>
      {log.error !== null && <ErrorNote what="The log could not be loaded" error={log.error} retry={log.loadAgain} />}
      <div
        ref={scroller}
        className={`log${wrap ? ' wrap' : ''}${follow ? ' following' : ''}`}
        tabIndex={0}
        role="region"
        aria-label={`Log, ${countOf(count, 'line', 'lines')}`}
        onScroll={onScroll}
      >
        {earlierThan(log.window) !== null && (
          <div className="log-more">
            <Button
              variant="default"
              onClick={() => {
                setFollow(false)
                log.loadEarlier()
              }}
            >
              Load earlier lines
            </Button>
          </div>
        )}
        {count === 0 &&
          (log.loading ? (
            <Loading what="the log" />
          ) : (
            <Empty>{live ? 'No line yet. Lines appear as the step writes them.' : 'Nothing was written.'}</Empty>
          ))}
        {log.window.pages.map((page) => (
          <Page
            key={page.from}
            page={page}
            titles={step === null ? titles : null}
            times={times}
            text={text}
            match={match !== null && holds(page, match) ? match : null}
          />
        ))}
        {log.window.cutAtEnd && (
          <div className="log-more">
            <Button variant="default" onClick={log.loadAgain}>
              Go to the newest lines
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function Toggle({
  on,
  onChange,
  children,
}: {
  on: boolean
  onChange: (on: boolean) => void
  children: string
}) {
  return (
    <button type="button" className="toggle" aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
    </button>
  )
}

function holds(page: LogPageHeld, match: Match): boolean {
  const first = page.lines[0]?.seq ?? Infinity
  const last = page.lines.at(-1)?.seq ?? -Infinity
  return match.seq >= first && match.seq <= last
}

interface PageProps {
  page: LogPageHeld
  /** The title of each step, when lines of several steps are shown. */
  titles: ReadonlyMap<string, string> | null
  times: boolean
  text: string
  match: Match | null
}

/** Drawn again only when one of its own lines changes; the browser skips pages out of sight. */
const Page = memo(function Page({ page, titles, times, text, match }: PageProps) {
  return (
    <div className="log-page" style={{ containIntrinsicSize: `auto ${page.lines.length * 19}px` }}>
      {page.lines.map((line, at) => (
        <div key={line.seq}>
          {titles !== null && page.lines[at - 1]?.step !== line.step && (
            <div className="log-step">{titles.get(line.step) ?? line.step}</div>
          )}
          <Line line={line} times={times} text={text} nth={match?.seq === line.seq ? match.nth : null} />
        </div>
      ))}
    </div>
  )
})

function Line({
  line,
  times,
  text,
  nth,
}: {
  line: LogLine
  times: boolean
  text: string
  nth: number | null
}) {
  let hits = 0
  return (
    <div id={`log-${line.seq}`} className={`log-line from-${line.stream}`}>
      {times && <time dateTime={line.at}>{clockWords(line.at)}</time>}
      {line.stream === 'err' && <span className="sr-only">error: </span>}
      <span>
        {text === ''
          ? line.text
          : parts(line.text, text).map((part, at) =>
              part.hit ? (
                <mark key={at} className={hits++ === nth ? 'now' : undefined}>
                  {part.text}
                </mark>
              ) : (
                part.text
              ),
            )}
      </span>
    </div>
  )
}
