/** The map one can move: MapLibre on our own base map. Loaded only when a map is shown, and only with WebGL. */

import {
  AttributionControl,
  Map as GlMap,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type GeoJSONSource,
  type MapMouseEvent,
  type StyleSpecification,
} from "maplibre-gl";
import worker from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import type { FeatureCollection } from "geojson";
import { useEffect, useRef } from "preact/hooks";
import type { Place } from "../../api/drawings";
import type { World } from "../../basemap/load";
import { S } from "../../strings";
import { boundsOf, circlesOf, countriesOf, flat } from "./shapes";
import { useColours, type Colours } from "./colours";

setWorkerUrl(worker);

export interface MapGlProps {
  world: World;
  places: readonly Place[];
  chosen: string | null;
  choose: (id: string | null) => void;
  /** "latitude,longitude,zoom" of the address. */
  at: string | null;
  moved: (at: string) => void;
}

const NONE: FeatureCollection = { type: "FeatureCollection", features: [] };
const FONT = ["sans-serif"];
const POINTS = ["points", "clusters"];
const TOUCHABLE = ["clusters", "points", "circles", "told"];

function pointsOf(places: readonly Place[]): FeatureCollection {
  const some = places.filter((p) => p.properties.area === "point" || p.properties.area === "cluster");
  return {
    type: "FeatureCollection",
    features: some.map(({ geometry, properties: { id, name, count } }) => ({
      type: "Feature",
      geometry,
      properties: { id, name, count },
    })),
  };
}

function flattened(world: World): World["countries"] {
  return { ...world.countries, features: world.countries.features.map((f) => ({ ...f, geometry: flat(f.geometry) })) };
}

function styleOf(world: World, c: Colours): StyleSpecification {
  const size = ["min", 26, ["+", 5, ["*", 2.2, ["sqrt", ["get", "count"]]]]];
  const joined = ["min", 30, ["+", 8, ["*", 2.2, ["sqrt", ["get", "sum"]]]]];
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: flattened(world) },
      borders: { type: "geojson", data: { type: "Feature", properties: {}, geometry: world.borders } },
      disputed: { type: "geojson", data: world.disputed },
      areas: { type: "geojson", data: world.areas },
      told: { type: "geojson", data: NONE },
      circles: { type: "geojson", data: NONE },
      names: { type: "geojson", data: NONE },
      points: {
        type: "geojson",
        data: NONE,
        cluster: true,
        clusterRadius: 34,
        clusterMaxZoom: 9,
        clusterProperties: { sum: ["+", ["get", "count"]] },
      },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": c["--sea"] } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": c["--land"] } },
      {
        id: "told",
        type: "fill",
        source: "told",
        paint: { "fill-color": c["--event-tint"], "fill-outline-color": c["--event"] },
      },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": c["--edge"], "line-width": 0.8 } },
      {
        id: "coast",
        type: "line",
        source: "countries",
        paint: { "line-color": c["--edge"], "line-width": 0.4, "line-opacity": 0.35 },
      },
      {
        id: "disputed",
        type: "line",
        source: "disputed",
        paint: { "line-color": c["--ink"], "line-width": 1.3, "line-dasharray": [3, 2.2] },
      },
      {
        id: "circles",
        type: "fill",
        source: "circles",
        paint: { "fill-color": c["--event"], "fill-opacity": 0.1 },
      },
      {
        id: "rims",
        type: "line",
        source: "circles",
        paint: { "line-color": c["--event"], "line-width": 1.3, "line-dasharray": [2, 2] },
      },
      {
        id: "areas",
        type: "symbol",
        source: "areas",
        minzoom: 3,
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": 11.5, "text-letter-spacing": 0.08 },
        paint: { "text-color": c["--soft"], "text-halo-color": c["--land"], "text-halo-width": 1.5 },
      },
      {
        id: "points",
        type: "circle",
        source: "points",
        filter: ["!", ["has", "sum"]],
        paint: {
          "circle-color": c["--event"],
          "circle-opacity": 0.82,
          "circle-stroke-color": c["--card"],
          "circle-stroke-width": 1.5,
          "circle-radius": size as never,
        },
      },
      {
        id: "clusters",
        type: "circle",
        source: "points",
        filter: ["has", "sum"],
        paint: {
          "circle-color": c["--event"],
          "circle-opacity": 0.62,
          "circle-stroke-color": c["--event"],
          "circle-stroke-width": 2,
          "circle-radius": joined as never,
        },
      },
      {
        id: "sums",
        type: "symbol",
        source: "points",
        filter: ["has", "sum"],
        layout: { "text-field": ["to-string", ["get", "sum"]], "text-font": FONT, "text-size": 12, "text-allow-overlap": true },
        paint: { "text-color": c["--card"] },
      },
      {
        id: "chosen",
        type: "circle",
        source: "points",
        filter: ["==", ["get", "id"], ""],
        paint: {
          "circle-color": "rgba(0,0,0,0)",
          "circle-stroke-color": c["--ink"],
          "circle-stroke-width": 3,
          "circle-radius": size as never,
        },
      },
      {
        id: "names",
        type: "symbol",
        source: "names",
        layout: {
          "text-field": ["get", "name"],
          "text-font": FONT,
          "text-size": 12.5,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 0.9,
          "symbol-sort-key": ["-", 0, ["get", "count"]],
          "text-optional": true,
        },
        paint: { "text-color": c["--ink"], "text-halo-color": c["--land"], "text-halo-width": 1.6 },
      },
    ],
  };
}

function parsed(at: string | null): { center: [number, number]; zoom: number } | null {
  const [lat, lon, zoom] = (at ?? "").split(",").map(Number);
  if (lat === undefined || lon === undefined || zoom === undefined || ![lat, lon, zoom].every(Number.isFinite)) return null;
  return { center: [lon, Math.max(-85, Math.min(85, lat))], zoom };
}

export default function MapGl({ world, places, chosen, choose, at, moved }: MapGlProps) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<GlMap | undefined>(undefined);
  const colours = useColours();
  const latest = useRef({ places, choose, moved, chosen });
  latest.current = { places, choose, moved, chosen };

  // Fills the sources; again after a new style.
  const fill = (): void => {
    const gl = map.current;
    if (!gl?.getSource("points")) return;
    const now = latest.current;
    const told = countriesOf(now.places, world);
    const set = (name: string, data: FeatureCollection): void => {
      void gl.getSource<GeoJSONSource>(name)?.setData(data);
    };
    set("points", pointsOf(now.places));
    set("circles", circlesOf(now.places));
    set("told", {
      type: "FeatureCollection",
      features: world.countries.features
        .filter((f) => told.has(String(f.id)))
        .map((f) => ({ ...f, geometry: flat(f.geometry), properties: { ...f.properties, id: told.get(String(f.id))?.properties.id } })),
    });
    set("names", {
      type: "FeatureCollection",
      features: now.places
        .filter((p) => p.properties.area !== "country")
        .map((p) => ({ type: "Feature", geometry: p.geometry, properties: { name: p.properties.name, count: p.properties.count } })),
    });
    mark();
  };
  const mark = (): void => {
    const gl = map.current;
    const id = latest.current.chosen ?? "";
    if (!gl?.getLayer("chosen")) return;
    gl.setFilter("chosen", ["==", ["get", "id"], id]);
    gl.setPaintProperty("circles", "fill-opacity", ["case", ["==", ["get", "id"], id], 0.28, 0.1]);
    gl.setPaintProperty("told", "fill-opacity", ["case", ["==", ["get", "id"], id], 1, 0.75]);
  };

  useEffect(() => {
    if (!box.current) return;
    const start = parsed(at);
    const bounds = boundsOf(places);
    // Names stand to the right of their places.
    const padding = { top: 24, bottom: 44, left: 24, right: Math.max(24, Math.min(130, box.current.clientWidth / 8)) };
    const gl = new GlMap({
      container: box.current,
      style: styleOf(world, colours),
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      cooperativeGestures: false,
      minZoom: 0.6,
      maxZoom: 11,
      fadeDuration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 200,
      locale: {
        "Map.Title": S.map.canvas,
        "NavigationControl.ZoomIn": S.map.closer,
        "NavigationControl.ZoomOut": S.map.wider,
      },
      ...(start ?? (bounds ? { bounds, fitBoundsOptions: { padding, maxZoom: 8 } } : { center: [20, 25], zoom: 1.2 })),
    });
    map.current = gl;
    gl.touchZoomRotate.disableRotation();
    gl.keyboard.disableRotation();
    gl.addControl(new NavigationControl({ showCompass: false }));
    gl.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-left");
    gl.addControl(new AttributionControl({ compact: false, customAttribution: S.map.attribution }), "bottom-right");
    gl.on("style.load", fill);
    gl.on("moveend", (event) => {
      // Only what the reader moved is worth an address.
      if (!("originalEvent" in event) || !event.originalEvent) return;
      const { lat, lng } = gl.getCenter();
      latest.current.moved(`${lat.toFixed(3)},${lng.toFixed(3)},${gl.getZoom().toFixed(2)}`);
    });
    const touched = (event: MapMouseEvent) =>
      gl.queryRenderedFeatures(event.point, { layers: TOUCHABLE.filter((l) => gl.getLayer(l)) });
    gl.on("click", (event) => {
      const found = touched(event);
      const top = found.find((f) => POINTS.includes(f.layer.id)) ?? found[0];
      if (!top) {
        latest.current.choose(null);
        return;
      }
      const cluster: unknown = top.properties["cluster_id"];
      if (typeof cluster === "number" && top.geometry.type === "Point") {
        const center = top.geometry.coordinates as [number, number];
        void gl
          .getSource<GeoJSONSource>("points")
          ?.getClusterExpansionZoom(cluster)
          .then((zoom) => gl.easeTo({ center, zoom: zoom + 0.2 }, { originalEvent: event.originalEvent }));
        return;
      }
      latest.current.choose(String(top.properties["id"] ?? "") || null);
    });
    gl.on("mousemove", (event) => {
      gl.getCanvas().style.cursor = touched(event).length > 0 ? "pointer" : "";
    });
    // For tests: the map has drawn all there is.
    gl.on("idle", () => box.current?.setAttribute("data-drawn", "true"));
    return () => {
      map.current = undefined;
      gl.remove();
    };
  }, [world]);

  const drawn = useRef(colours);
  useEffect(() => {
    if (drawn.current === colours) return;
    drawn.current = colours;
    map.current?.setStyle(styleOf(world, colours), { diff: false });
  }, [colours]);
  useEffect(() => {
    fill();
  }, [places]);
  useEffect(() => {
    mark();
    const place = places.find((p) => p.properties.id === chosen);
    const gl = map.current;
    if (place && gl && !gl.getBounds().contains(place.geometry.coordinates)) gl.easeTo({ center: place.geometry.coordinates });
  }, [chosen]);

  return <div class="mapgl" ref={box} />;
}
