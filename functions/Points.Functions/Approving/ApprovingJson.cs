using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Approving;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApprovalView))]
[JsonSerializable(typeof(ApprovedImport))]
[JsonSerializable(typeof(ListView<ApprovalView>))]
[JsonSerializable(typeof(WaitingRequest))]
internal sealed partial class ApprovingJson : JsonSerializerContext;
