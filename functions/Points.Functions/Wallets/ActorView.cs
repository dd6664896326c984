using Points.Domain.Actors;
using Points.Functions.OpenApi;

namespace Points.Functions.Wallets;

/// <summary>Who asked for something.</summary>
/// <param name="Role"><c>system</c> if nobody asked: a job did it, or it was due.</param>
/// <param name="Client">
/// The application whose token it was; missing if the token did not say, and for members.
/// </param>
internal sealed record ActorView([OneOf(typeof(ActorRole))] string Role, string? Client)
{
    public static ActorView From(ActedBy by, bool showsClient) =>
        new(by.Role.ToString().ToLowerInvariant(), showsClient ? by.Client : null);
}
