using System.Text.Json;
using System.Text.Json.Nodes;

namespace Strategies.Soak.Runs;

/// <summary>
/// What has been done, kept in one file that is replaced whole: a process that is killed leaves the file of before or
/// after a step, never half of one.
/// </summary>
public sealed class SoakState
{
    private const string Verdict = "verdict";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _file;
    private readonly JsonObject _runs;

    private SoakState(string file, JsonObject runs)
    {
        _file = file;
        _runs = runs;
    }

    /// <summary>Reads the state, or begins with none.</summary>
    /// <param name="file">Its file.</param>
    /// <exception cref="SoakException">The file is not a state.</exception>
    public static SoakState Load(string file)
    {
        try
        {
            return new SoakState(
                file, File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new SoakException($"{file} is not a state of long runs: {exception.Message}", "remove it and begin anew");
        }
    }

    /// <summary>The result of a finished step.</summary>
    /// <typeparam name="T">What the step gives.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="result">Its result.</param>
    /// <returns>False when it has not been finished.</returns>
    public bool TryGet<T>(string run, string step, out T result)
    {
        JsonNode? node = _runs[run]?[step];
        result = node is null ? default! : node.Deserialize<T>(Json)!;
        return node is not null;
    }

    /// <summary>Keeps the result of a step.</summary>
    /// <typeparam name="T">What the step gives.</typeparam>
    /// <param name="run">The run.</param>
    /// <param name="step">The step.</param>
    /// <param name="result">Its result.</param>
    public void Put<T>(string run, string step, T result)
    {
        JsonObject steps = _runs[run]?.AsObject() ?? [];
        _runs[run] = steps;
        steps[step] = JsonSerializer.SerializeToNode(result, Json);
        Write();
    }

    /// <summary>The verdict of a run that has ended.</summary>
    /// <param name="run">The run.</param>
    public SoakVerdict? VerdictOf(string run) => TryGet(run, Verdict, out SoakVerdict verdict) ? verdict : null;

    /// <summary>Keeps a verdict; the run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="verdict">Its verdict.</param>
    public void End(string run, SoakVerdict verdict) => Put(run, Verdict, verdict);

    /// <summary>Forgets a run, or a step and all that came after it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="fromStep">The step; none for the whole run.</param>
    public void Forget(string run, string? fromStep = null)
    {
        if (fromStep is null)
        {
            _runs.Remove(run);
        }
        else if (_runs[run] is JsonObject steps)
        {
            foreach (string step in steps.Select(pair => pair.Key).SkipWhile(step => step != fromStep).ToArray())
            {
                steps.Remove(step);
            }
        }

        Write();
    }

    private void Write()
    {
        string unfinished = _file + ".unfinished";
        File.WriteAllText(unfinished, _runs.ToJsonString(Json));
        File.Move(unfinished, _file, overwrite: true);
    }
}
