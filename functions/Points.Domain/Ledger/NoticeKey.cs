using Points.Domain.Reading;

namespace Points.Domain.Ledger;

/// <summary>
/// Identifies a notice in the API, in messages to gateways and in their receipts. Written as
/// <c>{memberId}~{noticeId}</c>.
/// </summary>
public sealed record NoticeKey(string MemberId, string NoticeId)
{
    private const char Separator = '~';

    /// <returns>Null if the text does not have this form.</returns>
    public static NoticeKey? Parse(string text) =>
        text.Split(Separator) is [var memberId, var noticeId]
        && new NoticeKey(memberId, noticeId) is { IsWellFormed: true } key
            ? key
            : null;

    /// <summary>Whether both parts are ids, so that the key can be written and parsed.</summary>
    public bool IsWellFormed => FieldReader.IsId(MemberId) && FieldReader.IsId(NoticeId);

    public override string ToString() => $"{MemberId}{Separator}{NoticeId}";
}
