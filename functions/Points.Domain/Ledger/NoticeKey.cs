using Points.Domain.Reading;

namespace Points.Domain.Ledger;

/// <summary>Which notice, and whose: together the id that gateways and readers know, <c>{memberId}~{noticeId}</c>.</summary>
public sealed record NoticeKey(string MemberId, string NoticeId)
{
    private const char Separator = '~';

    /// <returns>Null if it is no such id.</returns>
    public static NoticeKey? Parse(string text) =>
        text.Split(Separator) is [var memberId, var noticeId]
        && FieldReader.IsId(memberId)
        && FieldReader.IsId(noticeId)
            ? new(memberId, noticeId)
            : null;

    public override string ToString() => $"{MemberId}{Separator}{NoticeId}";
}
