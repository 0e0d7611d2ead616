import type { Plan } from '../api/model'
import { countOf, directionWords, migrationUndoWords, shortCommit } from '../words/states'
import { Ago } from '../words/Parts'
import './plan.css'

/** What a run will do, in the order in which one decides about it: risks, changes, actions. */
export function PlanView({ plan }: { plan: Plan }) {
  return (
    <div className="plan">
      {plan.warnings.length > 0 && (
        <div className="note tone-haul">
          <strong>{countOf(plan.warnings.length, 'warning', 'warnings')}</strong>
          <ul>
            {plan.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className="facts">
        <div>
          <dt>Change</dt>
          <dd>
            {plan.previousCommit !== null && (
              <>
                <code>{shortCommit(plan.previousCommit)}</code> →{' '}
              </>
            )}
            <code>{shortCommit(plan.commit)}</code> <span className="dim">({plan.ref})</span>
          </dd>
        </div>
        <div>
          <dt>Direction</dt>
          <dd>{directionWords(plan.direction)}</dd>
        </div>
        <div>
          <dt>Downtime</dt>
          <dd>{plan.downtime ?? 'none'}</dd>
        </div>
        <div>
          <dt>Migration</dt>
          <dd>{plan.migration === null ? 'none' : 'yes, see below'}</dd>
        </div>
      </dl>
      {plan.migration !== null && (
        <div className="note tone-held">
          <strong>The data changes</strong>
          <span>
            Runs <code>{plan.migration.run}</code>
          </span>
          <span>{migrationUndoWords(plan.migration.undo)}</span>
        </div>
      )}
      <section aria-label="Commits">
        <h3>{plan.commits.length === 0 ? 'No commits between' : countOf(plan.commits.length, 'commit', 'commits')}</h3>
        <ol className="plan-commits">
          {plan.commits.map((commit) => (
            <li key={commit.hash}>
              <code>{shortCommit(commit.hash)}</code>
              <span className="what">{commit.subject}</span>
              <span className="dim small">
                {commit.author}, <Ago moment={commit.at} />
              </span>
            </li>
          ))}
        </ol>
        {plan.commitsTruncated && <p className="dim small">Only the newest commits are listed.</p>}
      </section>
      <details>
        <summary>{countOf(plan.files.length, 'file', 'files')}{plan.filesTruncated ? ' and more' : ''}</summary>
        <ul className="plan-files" tabIndex={0} aria-label="Changed files">
          {plan.files.map((file) => (
            <li key={file.path}>
              <span className={`change ${file.change}`}>{file.change}</span>
              <code>{file.path}</code>
            </li>
          ))}
        </ul>
        {plan.filesTruncated && <p className="dim small">The list is cut off here.</p>}
      </details>
      <details open>
        <summary>{countOf(plan.commands.length, 'command', 'commands')}</summary>
        <ol className="plan-commands">
          {plan.commands.map((command, at) => (
            <li key={at}>
              <code>{command}</code>
            </li>
          ))}
        </ol>
      </details>
      <details>
        <summary>{countOf(plan.steps.length, 'step', 'steps')}</summary>
        <ol className="plan-commands">
          {plan.steps.map((step, at) => (
            <li key={at}>{step}</li>
          ))}
        </ol>
      </details>
      <p className="dim small digest">
        Plan <code title={plan.digest}>{plan.digest}</code>
      </p>
    </div>
  )
}
