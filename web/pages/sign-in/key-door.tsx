import { useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { enterByPasskey, enterByPassword } from '../../api/door.ts'
import { isRefusal, plainly } from '../../api/request.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { passkeyTrouble } from '../desk/passkey-dialog.tsx'
import { useEntry } from './use-entry.ts'

/** For people who belong here: passkey first, password as well. */
export const KeyDoor = ({ second }: { second: boolean }) => {
  const cache = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const byPasskey = useEntry<void>(() => enterByPasskey(cache))
  const byPassword = useEntry<void>(() => enterByPassword(cache, email, password))
  return (
    <div className={second ? 'border-line border-t pt-8' : ''}>
      <h2 className={`font-semibold tracking-tight ${second ? 'text-base' : 'text-xl'}`}>{second ? 'Or sign in' : 'Sign in'}</h2>
      <Button
        className="mt-4 w-full"
        size="lg"
        look={second ? 'outline' : 'primary'}
        disabled={byPasskey.isPending}
        onClick={() => byPasskey.mutate()}
      >
        <KeyRound className="size-4" aria-hidden />
        Sign in with a passkey
      </Button>
      {byPasskey.isError && (
        <p role="alert" className="mt-2 text-bad text-xs">
          {passkeyTrouble(byPasskey.error)}
        </p>
      )}
      <Form className="mt-6 flex flex-col gap-4" send={() => byPassword.mutate()} refused={byPassword.error}>
        <Field
          label="E-mail"
          type="email"
          autoComplete="username webauthn"
          required
          value={email}
          onChange={(it) => setEmail(it.target.value)}
        />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(it) => setPassword(it.target.value)}
        />
        {byPassword.isError && (
          <p role="alert" className="text-bad text-sm">
            {isRefusal(byPassword.error, 401) ? 'That e-mail and password do not belong together.' : plainly(byPassword.error)}
          </p>
        )}
        <Button type="submit" disabled={byPassword.isPending}>
          Sign in with a password
        </Button>
      </Form>
    </div>
  )
}
