using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A copy of the programme airline with other bounds of compensation.</summary>
internal static class CarrierProgramme
{
    public const string Id = "carrier";

    /// <summary>Puts the programme into force. Both bounds are for a year.</summary>
    public static Task Publish(Api api, long capPoints, int timesPerMember) =>
        api.PublishCopy(
            "airline",
            Id,
            document =>
            {
                document["compensation"] = new JsonObject
                {
                    ["capPoints"] = capPoints,
                    ["period"] = "year",
                    ["perMember"] = new JsonObject { ["times"] = timesPerMember, ["per"] = "year" },
                };
                document["merchants"]![0]!["merchantId"] = Id;
                document["rewards"]![0]!["merchantId"] = Id;
            }
        );
}
