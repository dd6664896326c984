namespace Points.Functions.Programmes;

/// <summary>How many members need notice of a change, and how many are notified.</summary>
/// <param name="LastNotifiedAt">When the last member was notified; absent until all are.</param>
/// <param name="EarliestEffectiveOn">
/// The earliest day it can take effect, as things stand; absent if it disadvantages nobody.
/// </param>
internal sealed record NoticeView(
    long Affected,
    long Notified,
    DateTimeOffset? LastNotifiedAt,
    DateOnly? EarliestEffectiveOn
);
