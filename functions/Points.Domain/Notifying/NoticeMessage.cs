using System.Globalization;
using Points.Domain.Ledger;
using Points.Domain.Reading;

namespace Points.Domain.Notifying;

/// <summary>Asks for one notice to be delivered, as a queue carries it.</summary>
/// <param name="Attempts">
/// How many there were when it was sent. A message whose notice has more has been handled before: the attempts that it
/// asks for are not made again.
/// </param>
public sealed record NoticeMessage(NoticeKey Key, int Attempts = 0)
{
    private const int AttemptsMax = 100;

    /// <summary>The same for the same message however often it is sent.</summary>
    public string MessageId =>
        Attempts == 0 ? Key.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Key}~{Attempts}");

    public ReadOnlyMemory<byte> ToJson() =>
        ReadableJson.Serialize(json =>
        {
            json.WriteStartObject();
            json.WriteString("memberId", Key.MemberId);
            json.WriteString("noticeId", Key.NoticeId);
            if (Attempts > 0)
                json.WriteNumber("attempts", Attempts);
            json.WriteEndObject();
        });

    /// <summary>Reads a message's body; the faults say what is wrong with it.</summary>
    public static ReadResult<NoticeMessage> Read(ReadOnlyMemory<byte> json) =>
        FieldReader.Read(
            json,
            reader => new NoticeMessage(
                new(reader.Id("memberId"), reader.Id("noticeId")),
                (int)reader.WholeNumber("attempts", 0, AttemptsMax, defaultValue: 0)
            )
        );
}
