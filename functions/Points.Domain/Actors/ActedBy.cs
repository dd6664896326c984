namespace Points.Domain.Actors;

/// <summary>Who did something, without the person: this stays when the person is erased (law L14).</summary>
/// <param name="Client">
/// The application whose token it was, as the identity provider names it; null if the token does not say.
/// </param>
public sealed record ActedBy(ActorRole Role, string? Client)
{
    public static readonly ActedBy System = new(ActorRole.System, Client: null);
}
