using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Reporting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActivityReportView))]
[JsonSerializable(typeof(LiabilityReportView))]
[JsonSerializable(typeof(RebuildView))]
internal sealed partial class ReportingJson : JsonSerializerContext;
