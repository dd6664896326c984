using Points.Domain.Actors;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Enrolling;

/// <summary>
/// Changes profiles and enrols members. A wallet opens in each programme that a member joins. Two changes at the same
/// time both happen: each is applied to the profile that it replaces.
/// </summary>
public sealed class ChangeProfileHandler(IMemberStore members, ILedgerKeys keys, IProgrammes programmes)
{
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

        var (created, newKey, refusal) = (false, keys.Create(), (Refusal?)null);
        var member = await members.Update(
            command.MemberId,
            current =>
            {
                (created, refusal) = (current is null, command.FindRefusal(current, now));
                return refusal is null
                    ? BuildProfileChange(current, command.ApplyTo(current, newKey, now), joined, now) with
                    {
                        Act = command.CreateAct(current, newKey, by, now),
                    }
                    : null;
            },
            ct
        );
        return member is null ? new ProfileOutcome.Refused(refusal!) : new ProfileOutcome.Saved(member, created);
    }

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
