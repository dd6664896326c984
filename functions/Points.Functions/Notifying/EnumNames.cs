using System.Text.Json;
using Points.Domain.Programmes;

namespace Points.Functions.Notifying;

/// <summary>The names of enum members in JSON, as callers and gateways write them.</summary>
internal static class EnumNames
{
    public static readonly IReadOnlyDictionary<string, NoticeChannel> Channels = ByName<NoticeChannel>();

    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static Dictionary<string, T> ByName<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(NameOf, StringComparer.Ordinal);
}
