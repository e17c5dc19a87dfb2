/** The form that makes a user whose first device is this one. */
import { useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { foldedHandle, handleFault, nameFault } from '../shell/names.ts';
import { Field } from '../ui/field.tsx';
import { useSubmission } from './submission.ts';
import { SubmitRow } from './submit-row.tsx';

/** When it is made, whoever shows this form hears of it as everybody does: there is a user. */
export function NewUserForm() {
  const t = useTranslations('entry');
  const kith = useKith();
  const [handle, setHandle] = useState('');
  const [displayName, setDisplayName] = useState('');
  const shown = displayName.trim();
  const handleWrong = handleFault(handle);
  const nameWrong = shown === '' ? undefined : nameFault(shown);
  const submission = useSubmission({
    isFine: handleWrong === undefined && nameWrong === undefined,
    act: async () => {
      await kith.createUser({ handle: foldedHandle(handle), ...(shown !== '' && { displayName: shown }) });
    },
  });
  const { wasTried, error } = submission;
  // What can only get worse by typing on is said at once; what is not finished yet, after a try.
  const isSaid = wasTried || handleWrong === 'characters' || handleWrong === 'long';
  const isTaken = error?.code === 'handle-taken';
  const folded = foldedHandle(handle);
  return (
    <form {...submission.form} className="space-y-4">
      <Field
        label={t('user.handle')}
        name="handle"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        required
        value={handle}
        onChange={({ target }) => {
          if (isTaken) submission.forgetError();
          setHandle(target.value);
        }}
        hint={
          folded !== handle && handleWrong === undefined
            ? t.rich('user.becomes', { handle: () => <bdi className="font-medium text-text">{folded}</bdi> })
            : t('user.handleHint')
        }
        error={
          isTaken ? t('user.taken') : isSaid && handleWrong ? t(`handleFault.${handleWrong}`) : undefined
        }
      />
      <Field
        label={t('user.displayName')}
        name="displayName"
        autoComplete="nickname"
        value={displayName}
        onChange={({ target }) => setDisplayName(target.value)}
        hint={t('user.displayNameHint')}
        error={wasTried && nameWrong ? t(`nameFault.${nameWrong}`) : undefined}
      />
      <SubmitRow
        submission={submission}
        label={t('user.create')}
        busyLabel={t('user.creating')}
        errorText={(code) =>
          code === 'handle-taken' ? null : code === 'conflict' ? t('user.has') : undefined
        }
        isLasting
      />
    </form>
  );
}
