using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Laurel.Server.Features.Health;

/// <summary>Listens to what the framework measures of requests and of the process, and writes it as OpenMetrics text.</summary>
internal sealed class Meters : IDisposable
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Durations> requests = new();
    private readonly MeterListener listener = new();

    public Meters()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>(Measured);
        listener.Start();
    }

    public string Write()
    {
        var text = new StringBuilder();
        text.Append("# TYPE laurel_http_request_seconds histogram\n# UNIT laurel_http_request_seconds seconds\n");
        foreach (var ((method, route, status), durations) in requests.OrderBy(r => r.Key))
            durations.Write(text, $"method=\"{method}\",route=\"{route}\",status=\"{status}\"");
        Gauge(text, "laurel_process_memory_bytes", Environment.WorkingSet);
        Gauge(text, "laurel_heap_bytes", GC.GetTotalMemory(forceFullCollection: false));
        Gauge(text, "laurel_threads_waiting", ThreadPool.PendingWorkItemCount);
        return text.Append("# EOF\n").ToString();
    }

    public void Dispose() => listener.Dispose();

    private static void Gauge(StringBuilder text, string name, long value) =>
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n{name} {value}\n");

    private void Measured(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (method, route, status) = ("", "", 0);
        foreach (var (name, value) in tags)
        {
            switch (name)
            {
                case "http.request.method":
                    method = (string)value!;
                    break;
                case "http.route":
                    route = (string)value!;
                    break;
                case "http.response.status_code":
                    status = (int)value!;
                    break;
            }
        }
        requests.GetOrAdd((method, route, status), static _ => new Durations()).Add(seconds);
    }

    /// <summary>How long requests of one kind took, counted in the buckets of a histogram.</summary>
    private sealed class Durations
    {
        private readonly long[] counts = new long[Bounds.Length + 1];
        private readonly Lock turn = new();
        private double sum;

        public void Add(double seconds)
        {
            var bucket = Array.FindIndex(Bounds, bound => seconds <= bound);
            lock (turn)
            {
                counts[bucket < 0 ? Bounds.Length : bucket]++;
                sum += seconds;
            }
        }

        public void Write(StringBuilder text, string labels)
        {
            lock (turn)
            {
                long below = 0;
                for (var i = 0; i < counts.Length; i++)
                {
                    below += counts[i];
                    var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                    text.Append(CultureInfo.InvariantCulture, $"laurel_http_request_seconds_bucket{{{labels},le=\"{bound}\"}} {below}\n");
                }
                text.Append(CultureInfo.InvariantCulture, $"laurel_http_request_seconds_count{{{labels}}} {below}\n");
                text.Append(CultureInfo.InvariantCulture, $"laurel_http_request_seconds_sum{{{labels}}} {sum:0.######}\n");
            }
        }
    }
}
