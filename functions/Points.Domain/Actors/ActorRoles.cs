namespace Points.Domain.Actors;

public static class ActorRoles
{
    /// <summary>
    /// Whether whoever acts in this role works for the platform. What they do is in the auditors' journal.
    /// </summary>
    public static bool IsStaff(this ActorRole role) =>
        role switch
        {
            ActorRole.System or ActorRole.Member or ActorRole.Merchant => false,
            ActorRole.Operator or ActorRole.Support or ActorRole.Finance or ActorRole.Marketing => true,
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a known role"),
        };
}
