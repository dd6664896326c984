using Points.Domain.Actors;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Enrolling;

/// <summary>
/// Changes profiles and enrols members. A wallet opens in each programme that a member joins. Two changes at the same
/// time both happen: each is applied to the profile that it replaces. What the member is found by is written before the
/// profile, and removed after.
/// </summary>
public sealed class ChangeProfileHandler(
    IMemberStore members,
    ILedgerKeys keys,
    IProgrammes programmes,
    ProfileLookups lookups
)
{
    /// <summary>
    /// How often look-ups are written for a profile that then differs, because another request changed it.
    /// </summary>
    private const int AttemptsMax = 10;

    /// <remarks>Also refused if a programme is not in force.</remarks>
    public async Task<ProfileOutcome> Handle(
        ChangeProfile command,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var joined = new List<Programme>();
        foreach (var programmeId in command.Patch.Programmes)
        {
            if (await programmes.Find(programmeId, ct) is not { } found || found.TermsAt(now) is null)
                return new ProfileOutcome.Refused(new Refusal.NotFound($"programme {programmeId}"));
            joined.Add(found);
        }

        var newKey = keys.Create();
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
            if (await TryHandle(command, newKey, joined, by, now, ct) is { } outcome)
                return outcome;
        throw new StoreBusyException("too many other requests are changing the same profile");
    }

    /// <returns>Null if the profile has changed since its look-ups were written.</returns>
    private async Task<ProfileOutcome?> TryHandle(
        ChangeProfile command,
        LedgerKey newKey,
        IReadOnlyList<Programme> joined,
        Requester by,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        Member? planned = null;
        if (command.Patch.NamesLookups)
        {
            var known = await members.Find(command.MemberId, ct);
            if (command.FindRefusal(known, now) is { } early)
                return new ProfileOutcome.Refused(early);
            planned = command.ApplyTo(known, newKey, now);
            if (await lookups.Add(known, planned, ct) is { } inUse)
                return new ProfileOutcome.Refused(inUse);
        }

        var (before, refusal, hasChanged) = ((Member?)null, (Refusal?)null, false);
        var saved = await members.Update(
            command.MemberId,
            current =>
            {
                (before, refusal) = (current, command.FindRefusal(current, now));
                if (refusal is not null)
                    return null;
                var next = command.ApplyTo(current, newKey, now);
                hasChanged = planned is not null && !HaveSameLookups(planned, next);
                return hasChanged
                    ? null
                    : BuildProfileChange(current, next, joined, now) with
                    {
                        Act = command.CreateAct(current, newKey, by, now),
                    };
            },
            ct
        );
        if (hasChanged)
            return null;
        if (saved is null)
            return new ProfileOutcome.Refused(refusal!);
        if (before is not null)
            await lookups.RemoveStale(before, saved, ct);
        return new ProfileOutcome.Saved(saved, Created: before is null);
    }

    private static bool HaveSameLookups(Member planned, Member next) =>
        planned.LedgerKey == next.LedgerKey && planned.Lookups.SequenceEqual(next.Lookups);

    private static ProfileChange BuildProfileChange(
        Member? before,
        Member member,
        IEnumerable<Programme> joined,
        DateTimeOffset now
    )
    {
        var joins = joined.Where(it => before?.Programmes.Contains(it.ProgrammeId, StringComparer.Ordinal) != true);
        var haveOwnDaysChanged =
            before is not null
            && (
                before.Facts.BirthDate != member.Facts.BirthDate
                || !before.Facts.PetBirthdays.SequenceEqual(member.Facts.PetBirthdays)
            );
        return new ProfileChange(member)
        {
            DeletesPurchaseHistory = !member.ConsentsTo(ConsentPurpose.Personalisation, now),
            WalletsToOpen = [.. joins.Select(it => OpenWallet(new(member.MemberId, it.ProgrammeId), member, it, now))],
            GiftChecksDue = haveOwnDaysChanged ? [.. before!.Programmes.Select(programmeId => (programmeId, now))] : [],
        }.WithGrantChecks(before, now);
    }

    private static (Wallet Wallet, MaintenanceSchedule Schedule) OpenWallet(
        WalletId id,
        Member member,
        Programme programme,
        DateTimeOffset now
    )
    {
        var terms = programme.TermsAt(now)!;
        var wallet = Wallet.Open(id, member.LedgerKey!, member.Facts) with
        {
            AppliedRevision = terms.Number,
            // A member who joins accepts the announced changes, and counts as notified of them.
            NotifiedAnnouncement = programme.LastAnnouncement,
            ChangeNotifications =
            [
                .. programme
                    .PendingChanges(now)
                    .Select(it => new ChangeNotification(it.Announcement, it.Revision, now)),
            ],
            // The day of joining counts: a member who joins on their birthday gets the gift.
            GiftsDueAt = OwnDayGifts.NextAt(member.Facts, terms, terms.BusinessDateOf(now)),
        };
        return (wallet, WalletMaintenance.ScheduleOf(wallet, terms, now));
    }
}
