using Points.Domain.Enrolling;

namespace Points.Functions.Members;

/// <summary>The members who have a value. The one for whom it is verified comes first.</summary>
/// <param name="More">
/// True if more members may have it than can be found: a placeholder may be in many profiles.
/// </param>
internal sealed record FoundMembersView(IReadOnlyList<MemberView> Items, bool? More)
{
    public static FoundMembersView From(FoundMembers it, DateTimeOffset now) =>
        new([.. it.Members.Select(member => MemberView.From(member, now))], it.HasMore ? true : null);
}
