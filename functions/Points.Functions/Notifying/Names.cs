using System.Text.Json;
using Points.Domain.Programmes;

namespace Points.Functions.Notifying;

/// <summary>Cases of closed sets as callers and gateways write them.</summary>
internal static class Names
{
    public static readonly IReadOnlyDictionary<string, NoticeChannel> Channels = All<NoticeChannel>();

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static Dictionary<string, T> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(Of, StringComparer.Ordinal);
}
