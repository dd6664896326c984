using System.Text.Json;
using Points.Domain.Enrolling;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>The key under which members are found, and how far the change to it has come.</summary>
/// <param name="Stage">
/// <c>indexing</c> while look-ups are written under this key, <c>dropping</c> while those under the key before are
/// deleted.
/// </param>
/// <param name="Since">When the stage began.</param>
internal sealed record LookupKeyView(int Version, [OneOf(typeof(LookupIndexStage))] string Stage, DateTimeOffset Since)
{
    public static LookupKeyView From(LookupIndexState it) =>
        new(it.KeyVersion, JsonNamingPolicy.CamelCase.ConvertName(it.Stage.ToString()), it.Since);
}
