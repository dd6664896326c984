using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Domain.Enrolling;

/// <summary>Changes the named fields of a member's profile, and enrols the member in the named programmes.</summary>
/// <param name="By">Who asks. A guardian's consent is named in the patch.</param>
public sealed record ChangeProfile(string MemberId, ProfilePatch Patch, ConsentGiver By)
{
    /// <summary>Whether a member who is not known yet is enrolled.</summary>
    public bool MayEnrol { get; init; }

    /// <summary>Which version of the profile may be replaced.</summary>
    public WriteCondition Condition { get; init; } = WriteCondition.None;

    /// <summary>Why the profile cannot be changed; null if it can.</summary>
    /// <param name="current">The current profile; null if the member is not known.</param>
    public Refusal? FindRefusal(Member? current, DateTimeOffset now) =>
        current is null && !MayEnrol ? new Refusal.NotFound("member")
        : Condition.FindRefusal(current?.Version) is { } mismatch ? mismatch
        : current is null && !Patch.IdentityVerified.IsNamed ? new Refusal.Invalid("identityVerified", "is required")
        : (current?.Programmes ?? []).Union(Patch.Programmes, StringComparer.Ordinal).Count() > Member.ProgrammesMax
            ? new Refusal.LimitReached($"a member is in at most {Member.ProgrammesMax} programmes")
        : FindUnverifiable(current) is { } unverifiable ? unverifiable
        : Patch.Consents?.FindRefusal(Patch.BirthDate.ApplyTo(current?.BirthDate), now);

    private Refusal.Invalid? FindUnverifiable(Member? current) =>
        Patch.PhoneVerified.Value is not null && LookupValue.FromPhone(Patch.Phone.ApplyTo(current?.Phone)) is null
            ? new("phoneVerified", "needs a complete telephone number in phone")
        : Patch.EmailVerified.Value is not null && LookupValue.FromEmail(Patch.Email.ApplyTo(current?.Email)) is null
            ? new("emailVerified", "needs an address in email")
        : null;

    /// <summary>
    /// The new profile. What the patch does not name stays. The named programmes are added to the current ones, so that
    /// no wallet is lost. Changed birthdays count later (decision 30).
    /// </summary>
    /// <param name="newKey">Names the ledgers of a new member. A known member keeps their key.</param>
    public Member ApplyTo(Member? current, LedgerKey newKey, DateTimeOffset now) =>
        Patch
            .ApplyTo(current ?? Member.Unknown(MemberId) with { LedgerKey = newKey }, By, now)
            .WithChangedOwnDays(current, now);

    /// <summary>Who changes which fields.</summary>
    internal Act CreateAct(Member? current, LedgerKey newKey, Requester by, DateTimeOffset now) =>
        new(current is null ? ActKind.Enrolled : ActKind.ProfileChanged, now, by)
        {
            LedgerKey = (current?.LedgerKey ?? newKey).Value,
            Fields = [.. Patch.ListNamed()],
        };
}
