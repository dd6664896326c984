using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Enrolling;

/// <summary>Enrols a member in programmes, or replaces the profile of an enrolled member.</summary>
public sealed record Enrol(Member Profile)
{
    /// <summary>
    /// The new profile. The key of the member's ledgers stays. The named programmes are added to the current ones, so
    /// that no wallet is lost. A frozen member stays frozen, and the family stays as it is. Changed birthdays count
    /// later (decision 30).
    /// </summary>
    public Member MergeWith(Member? current, LedgerKey newKey, DateTimeOffset now) =>
        (
            Profile with
            {
                Programmes = [.. (current?.Programmes ?? []).Union(Profile.Programmes, StringComparer.Ordinal)],
                LedgerKey = current?.LedgerKey ?? newKey,
                FrozenReason = current?.FrozenReason,
                FamilyId = current?.FamilyId,
            }
        ).WithChangedOwnDays(current, now);
}

/// <summary>Enrols members. A wallet opens in each programme that the member joins.</summary>
public sealed class EnrolHandler(IMemberStore members, ILedgerKeys keys, IProgrammes programmes)
{
    /// <remarks>Refused if a programme is not in force, or if the member would be in too many programmes.</remarks>
    public async Task<EnrolmentOutcome> Handle(Enrol command, DateTimeOffset now, CancellationToken ct)
    {
        var joined = new List<Programme>();
        foreach (var programmeId in command.Profile.Programmes)
        {
            if (await programmes.Find(programmeId, ct) is not { } found || found.TermsAt(now) is null)
                return new EnrolmentOutcome.Refused(new Refusal.NotFound($"programme {programmeId}"));
            joined.Add(found);
        }

        var (created, newKey) = (false, keys.Create());
        var member = await members.Update(
            command.Profile.MemberId,
            current =>
            {
                created = current is null;
                var next = command.MergeWith(current, newKey, now);
                return next.Programmes.Length <= Member.ProgrammesMax
                    ? BuildProfileChange(current, next, joined, now)
                    : null;
            },
            ct
        );
        return member is null
            ? new EnrolmentOutcome.Refused(
                new Refusal.LimitReached($"a member is in at most {Member.ProgrammesMax} programmes")
            )
            : new EnrolmentOutcome.Enrolled(member, created);
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
