using System.Text;
using System.Text.Json;
using Laurel.Insight.Facts;
using Laurel.Insight.Questions;
using Laurel.Server.Http;

namespace Laurel.Server.Features.Measures;

/// <summary>Answers as a file: JSON, one tidy CSV table, or the same as Parquet.</summary>
internal static class MeasureFile
{
    private const string ParquetType = "application/vnd.apache.parquet";

    /// <param name="parts">The same of each part; null where it was not broken down.</param>
    public static IResult Of(HttpRequest request, Answer answer, Language language, string name, IReadOnlyList<Answer>? parts = null)
    {
        Answer[] answers = [answer, .. parts ?? []];
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return request.Query["format"].ToString() switch
        {
            "csv" => Results.File(Encoding.UTF8.GetBytes(AnswerCsv.Write(answers)), "text/csv; charset=utf-8", name + ".csv"),
            "parquet" => Results.File(ParquetBytes.OfCsv(AnswerCsv.Write(answers), AnswerCsv.Texts), ParquetType, name + ".parquet"),
            "" or "json" => Results.Bytes(Json(answer, language, parts), "application/json; charset=utf-8"),
            _ => Problem.Malformed("format", "choice", ("choices", "json, csv, parquet")),
        };
    }

    private static byte[] Json(Answer answer, Language language, IReadOnlyList<Answer>? parts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            AnswerJson.Write(json, answer, language, parts);
        return stream.ToArray();
    }
}
