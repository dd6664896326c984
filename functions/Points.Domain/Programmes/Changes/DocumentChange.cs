using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>One difference between two documents of a programme.</summary>
/// <param name="Path">With things named by their id, as <c>rewards[gift-box].price.points</c>.</param>
/// <param name="From">As it was; null for what is new.</param>
/// <param name="To">As it will be; null for what goes.</param>
public sealed record DocumentChange(string Path, JsonElement? From, JsonElement? To, Effect Effect);

/// <summary>What a change means for members. One that cannot be told counts as adverse: nobody is hurt without notice (law L2).</summary>
public enum Effect
{
    Adverse,
    Favourable,
    Neutral,
}
