using Points.Domain.Deciding;
using Points.Domain.Gifting;
using Points.Domain.Maintaining;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Enrolling;

/// <summary>Enrols a member in programmes, or updates what is known of one.</summary>
public sealed record Enrol(Member Profile)
{
    /// <summary>The new profile. Programmes add up: a wallet is never lost because a list forgot it. A frozen member stays frozen, and in their family.</summary>
    public Member Apply(Member? current) =>
        Profile with
        {
            Programmes = [.. (current?.Programmes ?? []).Union(Profile.Programmes, StringComparer.Ordinal)],
            FrozenBecause = current?.FrozenBecause,
            FamilyId = current?.FamilyId,
        };
}

/// <summary>Stops a member's wallets from earning and spending, with a reason, or lets them go on.</summary>
/// <param name="Because">Null to let them go on.</param>
public sealed record Freeze(string MemberId, string? Because);

/// <summary>Keeps the members.</summary>
public sealed class Enrolments(IMemberStore members, IProgrammes programmes)
{
    public async Task<Enrolment> Handle(Enrol command, DateTimeOffset now, CancellationToken ct)
    {
        var joined = new List<Programme>();
        foreach (var programmeId in command.Profile.Programmes)
        {
            if (await programmes.Find(programmeId, ct) is not { } found || found.At(now) is null)
                return new Enrolment.Refused(new Refusal.NotFound($"programme {programmeId}"));
            joined.Add(found);
        }

        var created = false;
        var member = await members.Change(
            command.Profile.MemberId,
            current =>
            {
                created = current is null;
                var next = command.Apply(current);
                return next.Programmes.Length <= Member.ProgrammesMax ? Change(current, next, joined, now) : null;
            },
            ct
        );
        return member is null
            ? new Enrolment.Refused(
                new Refusal.LimitReached($"a member is in at most {Member.ProgrammesMax} programmes")
            )
            : new Enrolment.Done(member, created);
    }

    private static ProfileChange Change(
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
            Opens = [.. joins.Select(it => Open(new(member.MemberId, it.ProgrammeId), member.Facts, it, now))],
            GiftsDue = isAnotherDay ? [.. before!.Programmes.Select(programmeId => (programmeId, now))] : [],
        };
    }

    private static (Wallet Wallet, Dues Dues) Open(
        WalletId id,
        MemberFacts facts,
        Programme programme,
        DateTimeOffset now
    )
    {
        var terms = programme.At(now)!;
        var wallet = Wallet.Open(id, facts) with
        {
            Under = terms.Number,
            // Who joins accepts what is announced.
            Told = programme.Announced,
            Tellings = [.. programme.ChangesToCome(now).Select(it => new Telling(it.Announcement, it.Revision, now))],
            // A day of the member's own counts that they join on.
            GiftsDueAt = OwnDayGifts.NextAt(facts, terms, terms.BusinessDate(now)),
        };
        return (wallet, WalletMaintenance.ScheduleOf(wallet, terms, now));
    }

    public async Task<Member?> Handle(Freeze command, CancellationToken ct) =>
        await members.Change(
            command.MemberId,
            current => current is null ? null : current with { FrozenBecause = command.Because },
            ct
        );
}
