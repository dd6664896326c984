using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ApprovedAnnouncement))]
[JsonSerializable(typeof(DraftView))]
[JsonSerializable(typeof(RevisionView))]
[JsonSerializable(typeof(SimulationView))]
[JsonSerializable(typeof(ListView<ListedRevisionView>))]
[JsonSerializable(typeof(ListView<ProgrammeView>))]
internal sealed partial class ProgrammesJson : JsonSerializerContext;
