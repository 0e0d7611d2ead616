import { createBrowserRouter, Navigate } from 'react-router'
import { ApplicationsPage } from '../applications/ApplicationsPage'
import { EnvironmentPage } from '../applications/EnvironmentPage'
import { RunPage } from '../run/RunPage'
import { RunsPage } from '../runs/RunsPage'
import { SignedIn } from '../session/SignedIn'
import { SignInPage } from '../session/SignInPage'
import { TaskPage } from '../tasks/TaskPage'
import { TasksPage } from '../tasks/TasksPage'
import { WorkersPage } from '../workers/WorkersPage'
import { CrashPage, NotFoundPage } from './ErrorPages'
import { Shell } from './Shell'

export const router = createBrowserRouter([
  {
    errorElement: <CrashPage />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      {
        element: (
          <SignedIn>
            <Shell />
          </SignedIn>
        ),
        children: [
          {
            // Inside the frame, so that a broken page leaves the way to the others.
            errorElement: <CrashPage />,
            children: [
              { index: true, element: <Navigate to="/applications" replace /> },
              { path: '/applications', element: <ApplicationsPage /> },
              { path: '/applications/:application/:environment', element: <EnvironmentPage /> },
              { path: '/runs', element: <RunsPage /> },
              { path: '/runs/:run', element: <RunPage /> },
              { path: '/tasks', element: <TasksPage /> },
              { path: '/tasks/:task', element: <TaskPage /> },
              { path: '/workers', element: <WorkersPage /> },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
])
