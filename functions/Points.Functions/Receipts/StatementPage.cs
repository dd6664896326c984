using Points.Functions.Settling;

namespace Points.Functions.Receipts;

/// <summary>A page of the lines behind a merchant's statement of a closed month.</summary>
/// <param name="Page">The number of the page, from 1.</param>
/// <param name="Previous">The SHA-256 of the page before, in base64url; missing on the first.</param>
/// <param name="Statement">The statement; only on the last page.</param>
internal sealed record StatementPage(
    int Page,
    string? Previous,
    bool IsLast,
    string MerchantId,
    string Period,
    IReadOnlyList<StatementLine> Lines,
    StatementView? Statement
);
