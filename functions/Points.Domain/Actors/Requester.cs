namespace Points.Domain.Actors;

/// <summary>Who asks for something.</summary>
/// <param name="Client">The application whose token it is; null if the token does not say.</param>
/// <param name="Subject">
/// The person or the till, as the token names them. It is personal data: it is stored in a record of its own, which an
/// erasure of that person removes.
/// </param>
public sealed record Requester(ActorRole Role, string? Client, string Subject)
{
    public ActedBy ToActedBy() => new(Role, Client);
}
