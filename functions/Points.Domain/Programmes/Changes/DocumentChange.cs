using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>One difference between two programme documents.</summary>
/// <param name="Path">
/// The path in the document, with items named by their id: <c>rewards[gift-box].price.points</c>.
/// </param>
/// <param name="From">The old value; null if it is new.</param>
/// <param name="To">The new value; null if it is removed.</param>
public sealed record DocumentChange(string Path, JsonElement? From, JsonElement? To, Effect Effect)
{
    /// <summary>
    /// For an adverse change, a case in which a member is worse off, as a sentence; null for other changes.
    /// </summary>
    public string? Example { get; init; }
}

/// <summary>
/// What a change means for members. If that is unclear it counts as adverse, so that members get notice (law L2).
/// </summary>
public enum Effect
{
    Adverse,
    Favourable,
    Neutral,
}
