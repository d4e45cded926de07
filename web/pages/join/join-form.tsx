import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addPasskey, join } from '../../api/door.ts'
import { plainly } from '../../api/request.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'
import { passkeyTrouble } from '../desk/passkey-dialog.tsx'

const SHORTEST_PASSWORD = 12

/** A password, or a passkey made right after; both is better. */
export const JoinForm = ({ token }: { token: string }) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [entry, setEntry] = useState({ name: '', email: '', password: '' })
  const [passkey, setPasskey] = useState(true)
  const [joined, setJoined] = useState(false)
  const enter = useMutation({
    mutationFn: async () => {
      const { password, ...person } = entry
      if (!joined) await join(cache, { token, ...person, ...(password ? { password } : {}) })
      setJoined(true)
      if (passkey) await addPasskey(`${person.name}’s passkey`)
    },
    onSuccess: () => navigate(paths.inbox()),
  })
  const filled = (name: keyof typeof entry) => ({
    value: entry[name],
    disabled: joined,
    onChange: (it: { target: { value: string } }) => setEntry({ ...entry, [name]: it.target.value }),
  })
  return (
    <Form className="flex flex-col gap-4" send={() => enter.mutate()} refused={enter.error}>
      <Field label="Your name" autoComplete="name" required maxLength={100} {...filled('name')} />
      <Field label="E-mail" type="email" autoComplete="username" required maxLength={200} {...filled('email')} />
      <label className="flex items-center gap-2.5 text-sm">
        <input type="checkbox" checked={passkey} onChange={(it) => setPasskey(it.target.checked)} className="size-4 accent-accent" />
        Make a passkey on this device
      </label>
      <Field
        label={passkey ? 'Password (if you want one as well)' : 'Password'}
        type="password"
        autoComplete="new-password"
        required={!passkey}
        minLength={SHORTEST_PASSWORD}
        maxLength={200}
        note={`At least ${SHORTEST_PASSWORD} characters.`}
        {...filled('password')}
      />
      {enter.isError && (
        <p role="alert" className="text-bad text-sm">
          {joined ? `You have joined, but the passkey was not made. ${passkeyTrouble(enter.error)}` : plainly(enter.error)}
        </p>
      )}
      <Button type="submit" look="primary" size="lg" disabled={enter.isPending}>
        {joined ? 'Try the passkey again' : 'Join'}
      </Button>
      {joined && enter.isError && entry.password !== '' && <Button onClick={() => void navigate(paths.inbox())}>Go on without it</Button>}
    </Form>
  )
}
