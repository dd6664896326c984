using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Maintaining;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Enrolling;

/// <summary>Enrols a member in programmes, or updates what is known of one.</summary>
public sealed record Enrol(Member Profile)
{
    /// <summary>The new profile. Programmes add up: a wallet is never lost because a list forgot it. A frozen member stays frozen, and in their family.</summary>
    public Member MergeWith(Member? current) =>
        Profile with
        {
            Programmes = [.. (current?.Programmes ?? []).Union(Profile.Programmes, StringComparer.Ordinal)],
            FrozenReason = current?.FrozenReason,
            FamilyId = current?.FamilyId,
        };
}

/// <summary>Stops a member's wallets from earning and spending, with a reason, or lets them go on.</summary>
/// <param name="Reason">Null to let them go on.</param>
public sealed record Freeze(string MemberId, string? Reason);

/// <summary>Keeps the members.</summary>
public sealed class EnrolHandler(IMemberStore members, IProgrammes programmes)
{
    public async Task<EnrolmentOutcome> Handle(Enrol command, DateTimeOffset now, CancellationToken ct)
    {
        var joined = new List<Programme>();
        foreach (var programmeId in command.Profile.Programmes)
        {
            if (await programmes.Find(programmeId, ct) is not { } found || found.TermsAt(now) is null)
                return new EnrolmentOutcome.Refused(new Refusal.NotFound($"programme {programmeId}"));
            joined.Add(found);
        }

        var created = false;
        var member = await members.Update(
            command.Profile.MemberId,
            current =>
            {
                created = current is null;
                var next = command.MergeWith(current);
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
        var isAnotherDay =
            before is not null
            && (
                before.Facts.BirthDate != member.Facts.BirthDate
                || !before.Facts.PetBirthdays.SequenceEqual(member.Facts.PetBirthdays)
            );
        return new(member)
        {
            WalletsToOpen =
            [
                .. joins.Select(it => OpenWallet(new(member.MemberId, it.ProgrammeId), member.Facts, it, now)),
            ],
            GiftChecksDue = isAnotherDay ? [.. before!.Programmes.Select(programmeId => (programmeId, now))] : [],
        };
    }

    private static (Wallet Wallet, MaintenanceSchedule Dues) OpenWallet(
        WalletId id,
        MemberFacts facts,
        Programme programme,
        DateTimeOffset now
    )
    {
        var terms = programme.TermsAt(now)!;
        var wallet = Wallet.Open(id, facts) with
        {
            AppliedRevision = terms.Number,
            // Who joins accepts what is announced.
            NotifiedAnnouncement = programme.LastAnnouncement,
            ChangeNotifications =
            [
                .. programme
                    .PendingChanges(now)
                    .Select(it => new ChangeNotification(it.Announcement, it.Revision, now)),
            ],
            // A day of the member's own counts that they join on.
            GiftsDueAt = OwnDayGifts.NextAt(facts, terms, terms.BusinessDateOf(now)),
        };
        return (wallet, WalletMaintenance.ScheduleOf(wallet, terms, now));
    }

    public async Task<Member?> Handle(Freeze command, CancellationToken ct) =>
        await members.Update(
            command.MemberId,
            current => current is null ? null : current with { FrozenReason = command.Reason },
            ct
        );
}
