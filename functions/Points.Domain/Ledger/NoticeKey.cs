using Points.Domain.Reading;

namespace Points.Domain.Ledger;

/// <summary>Identifies a notice for gateways and readers. Written as <c>{memberId}~{noticeId}</c>.</summary>
public sealed record NoticeKey(string MemberId, string NoticeId)
{
    private const char Separator = '~';

    /// <returns>Null if the text is not such an id.</returns>
    public static NoticeKey? Parse(string text) =>
        text.Split(Separator) is [var memberId, var noticeId]
        && FieldReader.IsId(memberId)
        && FieldReader.IsId(noticeId)
            ? new(memberId, noticeId)
            : null;

    public override string ToString() => $"{MemberId}{Separator}{NoticeId}";
}
