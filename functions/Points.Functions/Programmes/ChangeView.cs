using System.Text.Json;
using Points.Domain.Programmes.Changes;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <param name="Example">A case in which a member is worse off; only of adverse changes.</param>
internal sealed record ChangeView(
    string Path,
    JsonElement? From,
    JsonElement? To,
    [OneOf(typeof(Effect))] string Effect,
    string? Example
)
{
    public static IReadOnlyList<ChangeView> FromChanges(IReadOnlyList<DocumentChange> changes) =>
        [
            .. changes.Select(it => new ChangeView(
                it.Path,
                it.From,
                it.To,
                it.Effect.ToString().ToLowerInvariant(),
                it.Example
            )),
        ];
}
